import {z} from 'zod';
import type {Definitions} from '../definitions/definitions.ts';
import {parseDuration, parseShare} from '../definitions/units.ts';
import {nearest, Problem} from '../problem.ts';
import type {Check} from './define-check.ts';

/** How loud a finding is; the company may change it. */
export function level(normal: 'error' | 'warn' | 'info') {
  return z.enum(['error', 'warn', 'info']).default(normal).describe('how loud a finding is');
}

/** `90%` or `0.9`. */
export function share(normal: number, meaning: string) {
  return read(parseShare, 'a share, e.g. 90% or 0.9').default(normal).meta({description: meaning, threshold: true});
}

/** Seconds; written `90s`, `5m`, `4h`, `2d`, `1w`. */
export function seconds(normal: number, meaning: string) {
  const parse = (value: string | number) => (typeof value === 'string' ? parseDuration(value) : null);
  return read(parse, 'a duration, e.g. 90s, 5m, 4h, 2d, 1w').default(normal).describe(meaning);
}

/** A number in one of the small grammars of the definitions file. */
function read(parse: (value: string | number) => number | null, expected: string) {
  const message = (found: unknown) => `found ${JSON.stringify(found)}, expected ${expected}`;
  return z.union([z.string(), z.number()], {error: ({input}) => message(input)}).transform((value, context) => {
    const parsed = parse(value);
    if (parsed === null) context.issues.push({code: 'custom', input: value, message: message(value)});
    return parsed ?? Number.NaN;
  });
}

export function count(normal: number, meaning: string) {
  return z.int().min(0).default(normal).describe(meaning);
}

/** The usual floor under which a share accuses nobody. */
export function minLeads(normal: number) {
  return count(normal, 'fewer leads than this accuse nobody');
}

export interface SettingsProblem {
  /** Inside the definitions file. */
  path: (string | number)[];
  message: string;
}

/** A check's settings as written by the company, checked, with the defaults of what it left out. */
export function settingsOf(check: Check, definitions: Definitions): Record<string, unknown> {
  return check.settings.strict().parse(withoutOff(definitions.checks[check.id] ?? {}));
}

/** `level: off`: the company does not want the question asked. */
export function isOff({id}: Check, {checks}: Definitions): boolean {
  return checks[id]?.['level'] === OFF;
}

const OFF = 'off';

/** No level of a finding, since there is none. */
function withoutOff(written: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const {level: loudness, ...rest} = written;
  return loudness === undefined || loudness === OFF ? rest : {level: loudness, ...rest};
}

/** Refuses definitions whose settings no check can be run with. */
export function requireValidSettings(checks: readonly Check[], definitions: Definitions): void {
  const problems = settingsProblems(checks, definitions);
  if (problems.length === 0) return;
  throw new Problem(
    'the settings under checks: cannot be used',
    problems.map(({path, message}) => `${path.join('.')}: ${message}`),
  );
}

/** Everything wrong under `checks:` of a definitions file: checks and settings there are none of, values out of range. */
export function settingsProblems(checks: readonly Check[], definitions: Definitions): SettingsProblem[] {
  return Object.entries(definitions.checks).flatMap(([id, written]) => {
    const check = checks.find(candidate => candidate.id === id);
    if (check === undefined)
      return [
        {
          path: ['checks', id],
          message: unknown(
            'check',
            id,
            checks.map(({id}) => id),
          ),
        },
      ];
    const parsed = check.settings.strict().safeParse(withoutOff(written));
    return parsed.success ? [] : parsed.error.issues.flatMap(issue => issueProblems(check, issue));
  });
}

function issueProblems(check: Check, issue: z.core.$ZodIssue): SettingsProblem[] {
  const path = ['checks', check.id, ...issue.path.map(part => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code !== 'unrecognized_keys') return [{path, message: issue.message}];
  const known = Object.keys(check.settings.shape);
  return issue.keys.map(key => ({path: [...path, key], message: unknown(`setting of ${check.id}`, key, known)}));
}

function unknown(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `there is no ${what} ${name}${meant === null ? '' : `; did you mean ${meant}?`}`;
}

export interface SettingInForce {
  name: string;
  value: unknown;
  /** True where the definitions file says so; else the default. */
  written: boolean;
  meaning: string;
  /** True of a share that a sample is held against. */
  threshold: boolean;
}

/** For `handoff explain`: each setting, its value in force and where it comes from. */
export function settingsInForce(check: Check, definitions: Definitions): SettingInForce[] {
  const values = settingsOf(check, definitions);
  const written = definitions.checks[check.id] ?? {};
  return Object.entries(check.settings.shape).map(([name, schema]) => ({
    name,
    value: name === 'level' && isOff(check, definitions) ? OFF : values[name],
    written: name in written,
    meaning: (schema as z.ZodType).description ?? '',
    threshold: (schema as z.ZodType).meta()?.['threshold'] === true,
  }));
}
