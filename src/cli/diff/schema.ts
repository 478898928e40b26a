import {z} from 'zod';
import type {DefinitionsDiff} from '../../diff/change.ts';
import type {Impact} from '../../impact/result.ts';
import {impactSchema} from './impact-schema.ts';

const text = z.string();
const count = z.int().min(0);
const side = z.strictObject({
  path: text.describe('as named on the command line'),
  sha256: text.regex(/^[0-9a-f]{64}$/).describe('of the file and what it extends'),
});

const diff = z.strictObject({
  schema: z.literal('handoff-diff/1'),
  old: side,
  new: side,
  changes: z.array(
    z.strictObject({
      path: text.describe('names in brackets: sla[Demo request].target'),
      kind: z.enum(['added', 'removed', 'changed', 'moved']),
      before: text.nullable(),
      after: text.nullable(),
      effect: z
        .enum(['tighter', 'looser', 'different', 'wording only'])
        .describe('tighter admits fewer leads or demands more, looser the reverse; wording only changes no number'),
      reason: text,
    }),
  ),
  summary: z.strictObject({tighter: count, looser: count, different: count, wording_only: count}),
  impact: impactSchema.exactOptional().describe('with --export: what the change does to its leads'),
});

type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? {-readonly [K in keyof T]: Loose<T[K]>}
    : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** What the change is, and with an export what it does. */
export type DiffResult = DefinitionsDiff & {impact?: Impact};

/** Does not compile where the schema and the DiffResult differ. */
export const diffSchema: Same<Loose<z.output<typeof diff>>, Loose<DiffResult>> extends true ? typeof diff : never =
  diff;

/** JSON Schema (draft 2020-12) of `handoff diff -f json`. */
export function diffJsonSchema(): Record<string, unknown> {
  return {...z.toJSONSchema(diff), title: 'handoff diff', $id: 'handoff-diff/1'};
}
