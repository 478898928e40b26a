import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {expanded} from '../../src/definitions/criteria-walk.ts';
import type {Criteria} from '../../src/definitions/definitions.ts';
import {createComparer} from '../../src/diff/comparer.ts';
import type {Turn} from '../../src/diff/delta.ts';
import {areApart, covers} from '../../src/diff/overlap.ts';
import {judged, type Row, type Verdict} from '../definitions/criteria-reference.ts';
import {asIs, diffOf, load, mirrored, type Written} from './definitions.ts';

const cell = fc.constantFrom(
  null,
  ' ',
  'Demo',
  'trial',
  '50',
  '1,200',
  '2000.5',
  '-3',
  '51-200',
  '1,000+',
  '0-50',
  'TRUE',
  'a@acme.com',
  'b@mail.acme.com',
);
const row: fc.Arbitrary<Row> = fc.record({source: cell, employees: cell, email: cell});
const counts = fc.record({demo: fc.nat(3), pricing: fc.nat(3)});
const leads = fc.array(fc.tuple(row, counts), {minLength: 40, maxLength: 40});

const scalar = fc.constantFrom<string | number | boolean>(
  'demo',
  ' TRIAL',
  '50',
  50,
  1200,
  '1,200',
  true,
  'a@acme.com',
);
const number = fc.constantFrom(-3, 0, 50, 1200, 2000.5);
const field = fc.constantFrom('source', 'employees', 'email', 'budget');
const values = fc.array(scalar, {maxLength: 3});
const domains = fc.uniqueArray(fc.constantFrom('acme.com', 'com', 'mail.acme.com'), {maxLength: 2});

/** Tests by kind: two of one kind and field are a likely change. */
const TESTS: readonly fc.Arbitrary<Written>[] = [
  fc.record({is: scalar}),
  fc.record({in: values}),
  fc.record({not_in: values}),
  fc.record({gt: number}),
  fc.record({gte: number}),
  fc.record({lt: number}),
  fc.record({lte: number}),
  fc.record({between: fc.tuple(number, number)}),
  fc.record({matches: fc.constantFrom('^D', '[0-9]+')}),
  fc.record({contains: fc.constantFrom('DEMO', 'em', '0')}),
  fc.record({domain: domains}),
  fc.record({present: fc.boolean()}),
];
const anyTest = fc.oneof(...TESTS);
const signal: fc.Arbitrary<Written> = fc.record({
  signal: fc.constantFrom('demo', 'pricing', 'either'),
  count: fc.integer({min: 1, max: 3}),
});
const GROUPS = {either: ['demo', 'pricing']};

type Pair = readonly [old: Written, now: Written];

const likeTests = fc.oneof(...TESTS.map(kind => fc.tuple(field, kind, kind))).map(
  ([name, a, b]): Pair => [
    {field: name, ...a},
    {field: name, ...b},
  ],
);
const leafPair: fc.Arbitrary<Pair> = fc.oneof(
  likeTests,
  fc.tuple(field, anyTest, anyTest).map(
    ([name, a, b]): Pair => [
      {field: name, ...a},
      {field: name, ...b},
    ],
  ),
  fc.tuple(field, anyTest).map(
    ([name, a]): Pair => [
      {field: name, ...a},
      {field: name, ...a},
    ],
  ),
  fc.tuple(signal, signal).map(([a, b]): Pair => [a, {...b, signal: a['signal']}]),
  fc.constant<Pair>([{use: 'fit'}, {use: 'fit'}]),
);
const kindOf = fc.constantFrom('all', 'any', 'none', 'of');
const {pair} = fc.letrec<{pair: Pair}>(tie => ({
  pair: fc.oneof(
    {maxDepth: 3, depthSize: 'small'},
    leafPair,
    fc
      .record({
        parts: fc.array(tie('pair'), {maxLength: 3}),
        kinds: fc.oneof(
          {weight: 4, arbitrary: kindOf.map(kind => [kind, kind])},
          {weight: 1, arbitrary: fc.tuple(kindOf, kindOf)},
        ),
        least: fc.oneof(
          {weight: 2, arbitrary: fc.integer({min: 1, max: 3}).map(n => [n, n])},
          {weight: 1, arbitrary: fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3}))},
        ),
        more: fc.tuple(fc.array(leafPair, {maxLength: 1}), fc.array(leafPair, {maxLength: 1})),
      })
      .map(({parts, kinds, least, more}): Pair => {
        const side = (index: 0 | 1) =>
          group(
            kinds[index] ?? 'all',
            least[index] ?? 1,
            [...parts, ...(more[index] ?? [])].map(two => two[index]),
          );
        return [side(0), side(1)];
      }),
  ),
}));

function group(kind: string, least: number, parts: readonly Written[]): Written {
  return kind === 'of' ? {at_least: least, of: parts} : {[kind]: parts};
}

const fitPair = leafPair.filter(([a]) => !('use' in a));
const written = (mql: Written, fit: Written): Written => ({criteria: {fit}, signals: GROUPS, stages: {mql}});
const RUNS = {numRuns: 250};

/** What the reference says; a group counts what its signals count. */
function verdicts(definitions: Written, seen: readonly (readonly [Row, {demo: number; pricing: number}])[]): Verdict[] {
  const {stages, criteria} = load(definitions).definitions;
  const node: Criteria = expanded(stages.mql ?? {all: []}, criteria);
  return seen.map(([lead, {demo, pricing}]) => judged(node, lead, {demo, pricing, either: demo + pricing}));
}

/** Nothing that was not there comes in where a set shrinks, nothing goes where it grows. */
function holds(turn: Turn, before: readonly Verdict[], after: readonly Verdict[], value: boolean): boolean {
  return before.every((old, index) => {
    const [was, is] = [old === value, after[index] === value];
    if (turn === 'shrinks') return !is || was;
    return turn === 'grows' ? !was || is : turn === 'other' || was === is;
  });
}

describe('what is said of criteria holds for leads', () => {
  test('tighter never admits a lead, looser never loses one, no change changes none', () => {
    const told = {tighter: 0, looser: 0, same: 0};
    fc.assert(
      fc.property(pair, fitPair, leads, ([a, b], [fitA, fitB], seen) => {
        const [old, now] = [written(a, fitA), written(b, fitB)];
        const changes = diffOf(old, now).changes.filter(({path}) => path.startsWith('stages.mql'));
        const [before, after] = [verdicts(old, seen), verdicts(now, seen)];
        const only = (effect: string) => changes.every(change => [effect, 'wording only'].includes(change.effect));
        if (only('nothing')) {
          told.same++;
          expect(after).toEqual(before);
        }
        if (only('tighter')) {
          told.tighter++;
          expect(holds('shrinks', before, after, true)).toBe(true);
        }
        if (only('looser')) {
          told.looser++;
          expect(holds('grows', before, after, true)).toBe(true);
        }
      }),
      {numRuns: 600},
    );
    // the property would hold of a diff that says `different` to everything
    for (const count of Object.values(told)) expect(count).toBeGreaterThan(40);
  });

  test('so it does for the true and the false set apart, for covering and for being apart', () => {
    fc.assert(
      fc.property(pair, fitPair, leads, ([a, b], [fitA, fitB], seen) => {
        const [old, now] = [written(a, fitA), written(b, fitB)];
        const [one, other] = [load(old).definitions, load(now).definitions];
        const comparer = createComparer(one, other);
        const all = {all: []};
        const {delta} = comparer.compare(one.stages.mql ?? all, other.stages.mql ?? all, 'stages.mql');
        const [before, after] = [verdicts(old, seen), verdicts(now, seen)];
        expect(holds(delta.true, before, after, true)).toBe(true);
        expect(holds(delta.false, before, after, false)).toBe(true);
        const [oldForm, newForm] = [comparer.whole('old', one.stages.mql), comparer.whole('now', other.stages.mql)];
        if (covers(oldForm, newForm)) expect(holds('shrinks', before, after, true)).toBe(true);
        if (areApart(oldForm, newForm)) expect(before.some((verdict, index) => verdict && after[index])).toBe(false);
      }),
      {numRuns: 600},
    );
  });
});

describe('whatever the definitions', () => {
  test('nothing differs from itself', () => {
    fc.assert(
      fc.property(pair, fitPair, ([a], [fit]) => {
        expect(diffOf(written(a, fit), written(a, fit)).changes).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the other way round every change is mirrored', () => {
    fc.assert(
      fc.property(pair, fitPair, ([a, b], [fitA, fitB]) => {
        const [old, now] = [written(a, fitA), written(b, fitB)];
        expect(asIs(diffOf(now, old).changes)).toEqual(mirrored(diffOf(old, now).changes));
      }),
      {
        ...RUNS,
        examples: [
          // fit, its opposite and a change of it, in two orders
          [
            [
              {none: [{all: [{use: 'fit'}]}, {any: [{none: [{use: 'fit'}]}]}, {field: 'source', is: 'demo'}]},
              {none: [{all: [{use: 'fit'}]}, {any: [{none: [{use: 'fit'}]}, {use: 'fit'}]}]},
            ],
            [
              {field: 'source', gt: -3},
              {field: 'source', lte: 2000.5},
            ],
          ],
        ],
      },
    );
  });

  test('another order and other brackets are no change', () => {
    fc.assert(
      fc.property(pair, fitPair, fc.infiniteStream(fc.nat(5)), ([a], [fit], chance) => {
        const next = () => chance.next().value ?? 0;
        expect(diffOf(written(a, fit), written(regrouped(a, next), fit)).changes).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** The same criteria, otherwise written. */
function regrouped(node: Written, next: () => number): Written {
  const entry = Object.entries(node).find(([, value]) => Array.isArray(value) && value.every(isCriteria));
  const wrapped = (inner: Written) => {
    const how = next();
    if (how === 0) return {all: [inner]};
    if (how === 1) return {none: [{none: [inner]}]};
    return how === 2 ? {any: [inner, inner]} : inner;
  };
  const [kind, list] = entry ?? [];
  if (kind === undefined || !['all', 'any', 'none', 'of'].includes(kind)) return wrapped(node);
  const parts = (list as Written[]).map(part => regrouped(part, next));
  const turned = parts.splice(0, parts.length > 0 ? next() % parts.length : 0);
  const shuffled = [...parts, ...turned];
  if (kind === 'of') return wrapped({...node, of: shuffled});
  const [first, ...rest] = shuffled;
  const nested = first !== undefined && rest.length > 1 && next() === 0;
  // under none a group of any is as good as its parts
  const inner = kind === 'none' ? 'any' : kind;
  return wrapped({[kind]: nested ? [first, {[inner]: rest}] : shuffled});
}

function isCriteria(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
