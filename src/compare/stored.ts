import {z} from 'zod';
import {Problem} from '../problem.ts';
import type {Report} from '../result.ts';

/** What of a report is compared; a report of another version may hold more. */
export type Compared = Pick<
  Report,
  'as_of' | 'time_zone' | 'company' | 'window' | 'definitions' | 'measures' | 'checks' | 'findings' | 'tool'
> & {summary: Pick<Report['summary'], 'handoffs'>; terms: Pick<Report['terms'], 'currency' | 'people'>};

const text = z.string();
const number = z.number().nullable();
/** What nobody compares. */
const ignored = z
  .unknown()
  .optional()
  .transform(() => null);
const interval = z.object({low: number, high: number, method: text}).nullable();

const compared = z.object({
  schema: z.literal('handoff-report/1'),
  tool: z.object({name: text, version: text}),
  as_of: text,
  time_zone: text,
  company: text.nullable(),
  window: z.object({since: text.nullable(), until: text.nullable()}),
  definitions: z.object({path: text, sha256: text}),
  terms: z.object({
    currency: text.nullable().default(null),
    people: z.array(z.object({id: text, name: text})).default([]),
  }),
  measures: z.array(
    z.object({
      id: text,
      segment: z.record(text, text.nullable()),
      value: number,
      unit: z.enum(['share', 'seconds', 'count', 'cents', 'ratio', 'leads']),
      n: number,
      numerator: number,
      denominator: number,
      interval,
      status: z.enum(['ok', 'small_n', 'pending', 'degraded', 'not_measurable']),
      reason: text.nullable(),
      excluded: z.record(text, z.number()),
    }),
  ),
  checks: z.array(
    z.object({
      id: text,
      family: text,
      title: text,
      status: z.enum(['pass', 'warn', 'error', 'info', 'skipped', 'broken']),
      reason: text.nullable(),
      help: ignored,
    }),
  ),
  findings: z.array(
    z.object({
      check: text,
      level: z.enum(['error', 'warn', 'info']),
      strength: z.enum(['confirmed', 'likely']),
      subject: text,
      text,
      value: number,
      threshold: number,
      unit: ignored,
      n: number,
      interval,
      leads: z.object({count: z.number(), ids: z.array(text)}),
      key: text,
      remedy: text,
      accepted: text.nullable(),
      place: ignored,
    }),
  ),
  summary: z.object({handoffs: z.number()}),
});

/** A JSON report as `handoff audit -f json` wrote it, of this version or another with the same schema. */
export function readStored(json: string, path: string): Compared {
  const parsed = compared.safeParse(parseJson(json, path));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  if (first?.path.join('.') === 'schema') throw new Problem(otherSchema(json, path));
  const where = first === undefined || first.path.length === 0 ? '' : ` at ${first.path.join('.')}`;
  throw new Problem(
    `${path} is no JSON report of handoff (schema handoff-report/1)${where}: write one with handoff audit -o report.json`,
  );
}

/** The schema is the first thing a report says: one that has another is of another version, or nothing of ours. */
function otherSchema(json: string, path: string): string {
  const {schema} = parseJson(json, path) as {schema?: unknown};
  return typeof schema === 'string' && schema.startsWith('handoff-report/')
    ? `${path} was written by another version of handoff (schema ${schema.slice(0, 40)}, this one reads handoff-report/1): write it again with this one`
    : `${path} is no JSON report of handoff (schema handoff-report/1): write one with handoff audit -o report.json`;
}

function parseJson(json: string, path: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    throw new Problem(`${path} is no JSON; a report is written with handoff audit -o report.json`);
  }
}
