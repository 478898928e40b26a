import {z} from 'zod';
import {SETS} from '../../impact/result.ts';
import {measure} from '../../report/schema.ts';

const text = z.string();
const count = z.int().min(0);
const ids = z.array(text).nullable().describe('only with --leads');
const of = z.enum(['old', 'new']);
const both = z.strictObject({
  name: text.nullable().describe('a policy or a rule; null is the whole'),
  what: z.enum(['all', 'in_definition']).describe('all handoffs, or those that meet the MQL definition of that side'),
  old: measure.nullable(),
  new: measure.nullable(),
  difference: measure.nullable(),
});

/** What `diff --export` adds (METHODS 6); the compiler holds it to the Impact of impact/result.ts. */
export const impactSchema = z.strictObject({
  as_of: text,
  considered: z.strictObject({all: count, handoffs: count, never_handed_off: count}),
  sets: z
    .array(
      z.strictObject({
        set: z.enum(SETS),
        leads: count,
        handoffs: count,
        worked: count.nullable().describe('handoffs somebody tried to reach; null without activities'),
        stages: z.array(measure),
        won: z.strictObject({leads: count, cents: z.int().nullable(), currency: text.nullable(), ids}),
        ids,
      }),
    )
    .describe('the leads of all sets sum to considered.all'),
  clauses: z
    .array(z.strictObject({of, clause: text, leaves: count, enters: count}))
    .describe('leads that change sides and would not without this clause'),
  decided: z
    .strictObject({leaves: count, enters: count})
    .describe('leads that change sides and would not without some one clause of either definition'),
  quality: z.array(z.strictObject({of, precision: measure, recall: measure, lift: measure})),
  leaves_against_kept: z
    .strictObject({
      difference: measure,
      expected_sqls_a_quarter: count.nullable(),
      most_sqls_a_quarter: count.nullable(),
    })
    .nullable(),
  trial: z.strictObject({worked: count, measurable: z.boolean(), pilot: count.nullable()}).nullable(),
  load: z
    .strictObject({
      weeks: count,
      reps: count,
      before: count,
      after: count,
      per_rep: z.array(z.strictObject({rep: text.nullable(), name: text.nullable(), before: count, after: count})),
    })
    .nullable(),
  promises: z.array(both),
  moved: z.strictObject({policy: count, expected_team: count, only_old: count, only_new: count}),
  routing: z.array(both),
  notes: z.array(text),
});
