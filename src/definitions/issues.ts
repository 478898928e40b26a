import {z} from 'zod';
import {nearest} from '../problem.ts';
import {type Issue, type Path, shown} from './diagnostics.ts';

type ZodIssue = z.core.$ZodIssue;

/** Every problem zod found, in our words: what was found, what is expected, the nearest known key. */
export function issuesOf(error: z.ZodError, data: unknown, schema: z.ZodType): Issue[] {
  return error.issues.flatMap(issue => translated(issue, [], data, schema));
}

function translated(issue: ZodIssue, base: Path, data: unknown, schema: z.ZodType): Issue[] {
  const path = [...base, ...issue.path.map(step => (typeof step === 'symbol' ? String(step) : step))];
  const one = (message: string, at: Path = path): Issue => ({level: 'error', path: at, message});
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map(key => one(unknownKey(key, known), [...path, key]));
  }
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors);
    if (branch !== null) return branch.flatMap(inner => translated(inner, path, data, schema));
  }
  if (issue.code === 'invalid_key') return [one(`unexpected key, expected ${issue.issues[0]?.message ?? 'another'}`)];
  if (issue.code === 'custom' && issue.params?.['sentence'] === true) return [one(issue.message)];
  const found = valueAt(data, path);
  return [
    one(
      found === undefined ? `missing, expected ${issue.message}` : `found ${shown(found)}, expected ${issue.message}`,
    ),
  ];
}

/** The alternative that was meant: the one whose outermost type fits. Null where none does. */
function likeliest(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | null {
  const inside = branches.filter(
    branch => branch.length > 0 && branch.every(({path, code}) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return inside.length === 0 ? null : inside.reduce((best, branch) => (branch.length < best.length ? branch : best));
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== null) return `unknown key, did you mean ${near}?`;
  return known.length === 0 ? 'unknown key' : `unknown key, expected one of ${known.join(', ')}`;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string | number, unknown>)[step];
  }, data);
}

/** The keys that may stand in the map at a path. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const inner = unwrapped(schema);
  if (inner.length !== 1) return [...new Set(inner.flatMap(option => keysAt(option, path)))];
  const [only] = inner;
  const [step, ...rest] = path;
  if (only instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(only.shape);
    const next: z.core.$ZodType | undefined = Object.hasOwn(only.shape, step) ? only.shape[step] : undefined;
    return next === undefined ? [] : keysAt(next, rest);
  }
  if (step === undefined) return [];
  if (only instanceof z.ZodArray) return keysAt(only.element, rest);
  if (only instanceof z.ZodRecord) return keysAt(only.valueType, rest);
  return [];
}

/** The schemas behind optional, lazy and union. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodLazy) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrapped);
  return [schema];
}
