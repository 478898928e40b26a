import {z} from 'zod';
import type {Report} from '../result.ts';

/** The JSON report as a schema; the compiler holds it to the shape in result.ts, in both directions. */

const count = z.int().min(0);
const text = z.string();
const texts = z.array(text);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const interval = z.strictObject({
  low: z.number().nullable(),
  high: z.number().nullable(),
  method: text,
});

export const measure = z.strictObject({
  id: text,
  segment: z.record(text, text.nullable()).describe('{} is the whole; a blank value in the data is the key with null'),
  value: z.number().nullable(),
  unit: z.enum(['share', 'seconds', 'count', 'cents', 'ratio', 'leads']),
  n: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  interval: interval.nullable(),
  status: z.enum(['ok', 'small_n', 'pending', 'degraded', 'not_measurable']),
  reason: text.nullable().describe('why the status is not ok; for not_measurable it names the export column to add'),
  excluded: z.record(text, z.number()),
});

const file = z.strictObject({
  path: text,
  table: text,
  sha256,
  bytes: count,
  encoding: text,
  format: text,
  read: count.describe('read = loaded + identical + rejected + footer'),
  loaded: count,
  identical: count,
  rejected: count,
  footer: count,
  rejects: z.array(z.strictObject({line: z.int(), reason: text})).describe('the first few rejected rows'),
});

const column = z.strictObject({
  table: text,
  file: text,
  header: text,
  column: text.nullable().describe('the canonical column it feeds; null where it is kept as an attribute'),
  by: z.enum(['canonical', 'preset', 'definitions', 'attribute']),
  read_as: text.nullable(),
  unreadable: count.describe('cells that did not parse, now null'),
  examples: texts,
});

const draft = z.strictObject({
  path: text,
  table: text,
  columns: z.array(z.strictObject({header: text, column: text, why: text})),
  missing: texts.describe('columns that the table needs and nothing in the file speaks for'),
});

const gate = z.strictObject({
  id: text,
  title: text,
  state: z.enum(['pass', 'soft', 'hard', 'not_measurable']),
  text,
  value: z.number().nullable(),
  n: z.number().nullable(),
  remedy: text.nullable(),
});

const check = z.strictObject({
  id: text,
  family: text,
  title: text,
  status: z.enum(['pass', 'warn', 'error', 'info', 'skipped', 'broken']),
  reason: text.nullable(),
  // reports of earlier versions have neither this nor the place and the unit of a finding
  help: z
    .strictObject({healthy: text, why: text, how: text, misleads: text, remedy: text})
    .nullable()
    .default(null)
    .describe('the question itself, the same for everybody'),
});

const place = z.strictObject({
  path: text.describe('e.g. sla[0], routing.rules[2], checks.mql-to-sql'),
  at: z
    .strictObject({file: text, line: z.int().min(1), column: z.int().min(1)})
    .nullable()
    .describe('null where the built-in default says it'),
});

const finding = z.strictObject({
  check: text,
  level: z.enum(['error', 'warn', 'info']),
  strength: z.enum(['confirmed', 'likely']),
  subject: text.describe("what it is about: a source, a rep, a rule; '' for the whole"),
  text,
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z
    .enum(['share', 'seconds', 'count', 'cents', 'ratio', 'leads', 'days'])
    .nullable()
    .default(null)
    .describe('of value, threshold and interval; null where there is no value'),
  n: z.number().nullable(),
  interval: interval.nullable(),
  leads: z.strictObject({count, ids: texts}),
  key: text.describe('the same tomorrow'),
  remedy: text,
  accepted: text.nullable().describe('why it is held back; null where it is not'),
  place: place
    .nullable()
    .default(null)
    .describe('what of the definitions it is about; null where they say nothing of it'),
});

const standing = {status: measure.shape.status, reason: text.nullable()};
const limits = z.strictObject({low: z.number(), high: z.number()});

const waiting = z.strictObject({
  policy: text,
  clock: z.enum(['buyer', 'rep']),
  time: z.enum(['wall', 'business']),
  within_seconds: count.nullable().describe('the promise, where it is on this clock'),
  n: count,
  answered: count,
  ...standing,
  points: z
    .array(
      z.strictObject({
        seconds: count,
        waiting: z.number().describe('share that nobody has answered'),
        low: z.number().nullable(),
        high: z.number().nullable(),
        at_risk: count,
      }),
    )
    .describe('Kaplan-Meier; steps of two points and the edges people ask for'),
});

const hours = z.strictObject({
  what: z.enum(['arrivals', 'first_touches']),
  n: count.describe('the sum of the counts'),
  without: count.describe('handoffs without such a time'),
  excluded: z.record(text, count),
  ...standing,
  counts: z.array(z.array(count)).describe('Monday to Sunday, each from 0 to 23 h in time_zone'),
});

const reps = z.strictObject({
  kept: count,
  n: count.describe('due promises on the rep’s clock'),
  phi: z.number().describe('overdispersion; limits are widened by its root'),
  too_few: count.describe('reps with fewer promises than it takes'),
  left_out: count.describe('reps beyond the number that is drawn'),
  ...standing,
  reps: z.array(
    z.strictObject({
      owner: text,
      n: count,
      kept: count,
      expected: z.number().describe('kept promises that the team’s rates give on the same policies'),
      watch: limits.describe('kept promises that chance explains, 95%'),
      outside: limits.describe('the same, 99.8%'),
      verdict: z.enum(['inside', 'watch', 'outside']),
    }),
  ),
  funnel: z
    .array(z.strictObject({n: count, watch: limits, outside: limits}))
    .describe('the limits about the share of the whole team, by number of promises'),
});

/** A report of before there were charts has none. */
const charts = z.strictObject({waiting: z.array(waiting), hours: z.array(hours), reps}).default({
  waiting: [],
  hours: [],
  reps: {
    kept: 0,
    n: 0,
    phi: 1,
    too_few: 0,
    left_out: 0,
    status: 'not_measurable',
    reason: 'the report is of an earlier version',
    reps: [],
    funnel: [],
  },
});

const openHours = z.strictObject({
  day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  open: text,
  close: text.describe('24:00 is the end of the day'),
});

const report = z.strictObject({
  schema: z.literal('handoff-report/1'),
  tool: z.strictObject({name: text, version: text}),
  as_of: text.describe('ISO 8601, UTC; nothing later counts'),
  as_of_from: text,
  window: z.strictObject({since: text.nullable(), until: text.nullable()}),
  time_zone: text,
  company: text.nullable(),
  definitions: z.strictObject({path: text, sha256}),
  terms: z.strictObject({
    promises: z.array(
      z.strictObject({
        policy: text,
        within_seconds: count,
        clock: z.enum(['calendar', 'business']),
        target: z.number(),
      }),
    ),
    never_after: count
      .nullable()
      .default(null)
      .describe('seconds after which an untouched lead is no longer at risk but lost'),
    horizons: z.record(text, z.number().nullable()).describe('seconds; null where the export has too little history'),
    currency: text.nullable().default(null).describe('of all amounts; null where the export does not name exactly one'),
    people: z
      .array(z.strictObject({id: text, name: text}))
      .default([])
      .describe('reps whom measures and charts name by id; none where they are hidden'),
    business_hours: z
      .strictObject({week: z.array(openHours), teams: texts.describe('that have hours of their own')})
      .nullable()
      .default(null)
      .describe('of the company; null in a report of an earlier version'),
    cautions: texts
      .default([])
      .describe('what no number can tell because the export lacks it, or the work is not logged'),
    benchmarks: z.array(
      z.strictObject({
        id: text,
        quoted: text,
        says: text.describe('what the source measured'),
        so: text.describe('what may be concluded'),
        like: z.enum(['like', 'unlike']),
        beside: z.array(z.strictObject({id: text, segment: z.record(text, text.nullable())})),
        text: text.nullable().describe('as printed beside these measures; null where it stands beside none'),
      }),
    ),
  }),
  export: z.strictObject({
    path: text,
    systems: texts,
    files: z.array(file),
    mapping: z.array(column),
    unmapped: z.array(z.strictObject({file: text, header: text})),
    unused: z.array(z.strictObject({path: text, reason: text})),
    notes: texts,
    drafts: z.array(draft).describe('mappings that names and values suggest for files that nothing knows; never used'),
    draft_section: texts.describe('the drafts as lines of an export: section of the definitions'),
  }),
  gates: z.array(gate),
  population: z.array(z.strictObject({step: text, leads: count})),
  measures: z.array(measure),
  ledger: z.array(
    z.strictObject({
      fate: text,
      family: text,
      handoffs: count,
      share: z.number().nullable(),
      amount_cents: z.int().nullable(),
    }),
  ),
  charts,
  checks: z.array(check),
  findings: z.array(finding),
  summary: z.strictObject({
    handoffs: count,
    findings: z.strictObject({error: count, warn: count, info: count, likely: count, accepted: count}),
    headline: texts,
    exit_code: z.int(),
  }),
});

type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? {-readonly [K in keyof T]: Loose<T[K]>}
    : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Does not compile where the schema and the Report of result.ts differ. */
export const reportSchema: Same<Loose<z.output<typeof report>>, Loose<Report>> extends true ? typeof report : never =
  report;

/** JSON Schema (draft 2020-12) of the JSON report. */
export function reportJsonSchema(): Record<string, unknown> {
  return {...z.toJSONSchema(report), title: 'handoff report', $id: 'handoff-report/1'};
}
