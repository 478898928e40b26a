import type {Path} from './diagnostics.ts';

type Data = Readonly<Record<string, unknown>>;

/** Keys that make a map a whole criterion or target: such a map replaces the inherited one instead of mixing with it. */
const WHOLE = ['all', 'any', 'none', 'of', 'use', 'field', 'signal', 'team', 'user', 'queue'];

/** Where such maps are reached without passing a list; `*` is any key. */
const REPLACED: readonly Path[] = [
  ['icp'],
  ['criteria', '*'],
  ['stages', '*'],
  ['dispositions', 'reasons', '*', 'true_if'],
  ['routing', 'out_of_office', 'to'],
];

/** Maps merge, lists replace, and an empty value takes away what was inherited (SPEC 4, `extends`). Neither side is changed. */
export function merge(base: Data, over: Data, path: Path = []): Data {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const inherited = merged.get(key);
    const at = [...path, key];
    if (value === null) inherited === undefined ? merged.set(key, null) : merged.delete(key);
    else if (isMap(inherited) && isMap(value) && !replaces(at, value)) merged.set(key, merge(inherited, value, at));
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

function replaces(path: Path, value: Data): boolean {
  const isPlace = REPLACED.some(
    place => place.length === path.length && place.every((step, index) => step === '*' || step === path[index]),
  );
  return isPlace && WHOLE.some(key => Object.hasOwn(value, key));
}

/** Without empty values: a key with nothing after it is as good as absent. A reason needs nothing but its code. */
export function withoutEmpty(data: Data, path: Path = []): Data {
  const kept = Object.entries(data)
    .map(([key, value]) => [key, value === null && isReason(path) ? {} : value] as const)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key, cleaned(value, [...path, key])] as const);
  return Object.fromEntries(kept);
}

function cleaned(value: unknown, path: Path): unknown {
  if (isMap(value)) return withoutEmpty(value, path);
  if (Array.isArray(value)) return value.map((item, index) => cleaned(item, [...path, index]));
  return value;
}

function isReason(path: Path): boolean {
  return path.length === 2 && path[0] === 'dispositions' && path[1] === 'reasons';
}

function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
