import fc from 'fast-check';
import {expect, test} from 'vitest';
import {compileCriteria} from '../../src/definitions/criteria.ts';
import type {Criteria} from '../../src/definitions/definitions.ts';
import {openSession, quoteText} from '../../src/engine/session.ts';
import {judged, type Row} from './criteria-reference.ts';

const FIELDS = ['source', 'employees', 'email'];
const SIGNALS = ['demo', 'pricing'];

const cell = fc.constantFrom(
  null,
  '',
  '  ',
  'Demo',
  ' demo ',
  'Trial',
  '50',
  '1,200',
  '$2,000.5',
  '-3',
  '51-200',
  '0-50',
  '1,000+',
  'TRUE',
  'no',
  '0',
  'a@acme.com',
  'b@mail.ACME.com',
  'c@notacme.com',
  "o'brien",
);
const row = fc.record({source: cell, employees: cell, email: cell});
const counts = fc.record({demo: fc.nat(3), pricing: fc.nat(3)});

const scalar = fc.constantFrom<string | number | boolean>(
  'demo',
  ' TRIAL',
  '50',
  50,
  1200,
  -3,
  true,
  false,
  "o'brien",
  'a@acme.com',
);
const number = fc.constantFrom(-3, 0, 50, 1200, 2000.5);
const field = fc.constantFrom(...FIELDS, 'budget');
const leaf: fc.Arbitrary<Criteria> = fc.oneof(
  fc.record({field, is: scalar}),
  fc.record({field, in: fc.array(scalar, {maxLength: 3})}),
  fc.record({field, not_in: fc.array(scalar, {maxLength: 3})}),
  fc.record({field, gt: number}),
  fc.record({field, gte: number}),
  fc.record({field, lt: number}),
  fc.record({field, lte: number}),
  fc.record({field, between: fc.tuple(number, number)}),
  fc.record({field, matches: fc.constantFrom('^D', 'e', '[0-9]+', '^$')}),
  fc.record({field, contains: fc.constantFrom('DEMO', '0', "'")}),
  fc.record({
    field: fc.constant('email'),
    domain: fc.uniqueArray(fc.constantFrom('acme.com', 'com', 'mail.acme.com')),
  }),
  fc.record({field, present: fc.boolean()}),
  fc.record({signal: fc.constantFrom(...SIGNALS), count: fc.integer({min: 1, max: 3}), within: fc.constant(null)}),
);
const {criteria} = fc.letrec<{criteria: Criteria}>(tie => {
  const several = fc.array(tie('criteria'), {maxLength: 3});
  return {
    criteria: fc.oneof(
      {maxDepth: 4, depthSize: 'small'},
      leaf,
      fc.record({all: several}),
      fc.record({any: several}),
      fc.record({none: several}),
      fc.record({at_least: fc.integer({min: 1, max: 3}), of: several}),
    ),
  };
});

test('compiled criteria agree with the reference on random criteria and leads', async () => {
  const session = await openSession({threads: 1});
  const columns = new Map(FIELDS.map(name => [name, `l."${name}"`]));
  const property = fc.asyncProperty(
    criteria,
    fc.array(fc.tuple(row, counts), {minLength: 1, maxLength: 8}),
    async (node, leads) => {
      const {sql, values, signals} = compileCriteria(node, {fields: columns, named: {}, groups: {}, prefix: 'p'});
      const text = (value: string | null) => (value === null ? 'null::varchar' : quoteText(value));
      const rows = leads.map(([lead, seen], index) =>
        [index, ...FIELDS.map(name => text((lead as Row)[name] ?? null)), seen.demo, seen.pricing].join(', '),
      );
      const counted = signals.map(({column, names}) => `${names[0]} as ${column}`);
      const found = await session.rows<{verdict: boolean | null}>(
        `with l(no, ${FIELDS.join(', ')}, demo, pricing) as (values ${rows.map(values => `(${values})`).join(', ')}),
         signal_counts as (select no, ${[...counted, '0 as nothing'].join(', ')} from l)
         select ${sql} as verdict from l join signal_counts using (no) order by no`,
        values,
      );
      expect(found.map(({verdict}) => verdict)).toEqual(leads.map(([lead, seen]) => judged(node, lead, seen)));
    },
  );
  try {
    await fc.assert(property, {numRuns: 400});
  } finally {
    session.close();
  }
});
