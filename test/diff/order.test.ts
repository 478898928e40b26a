import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Criteria, Definitions, SlaPolicy} from '../../src/definitions/definitions.ts';
import {judged, type Row} from '../definitions/criteria-reference.ts';
import {diffOf, load, type Written} from './definitions.ts';

/** What is said of lists in which the first match wins, against leads that are sent through both. */

const when: fc.Arbitrary<Written | null> = fc.constantFrom<Written | null>(
  null,
  {field: 'source', in: ['Demo']},
  {field: 'source', in: ['Demo', 'Chat']},
  {field: 'source', in: ['Trial']},
  {field: 'employees', gte: 100},
  {field: 'employees', lt: 100},
  {
    all: [
      {field: 'source', in: ['Demo']},
      {field: 'employees', gte: 1000},
    ],
  },
  {none: [{field: 'source', in: ['Trial', 'Chat']}]},
);
const row: fc.Arbitrary<Row> = fc.record({
  source: fc.constantFrom(null, 'Demo', 'Chat', 'Trial', 'Event'),
  employees: fc.constantFrom(null, '5', '100', '5000'),
});
const leads = fc.array(row, {minLength: 30, maxLength: 30});
const order = fc.shuffledSubarray(['A', 'B', 'C', 'D']);

function lists<T>(entry: fc.Arbitrary<T>): fc.Arbitrary<[Written[], Written[]]> {
  const entries = fc.record({
    A: fc.tuple(entry, entry),
    B: fc.tuple(entry, entry),
    C: fc.tuple(entry, entry),
    D: fc.tuple(entry, entry),
  });
  return fc.tuple(entries, order, order, fc.boolean(), fc.boolean()).map(([all, old, now, sameOrder, sameEntries]) => {
    const side = (names: readonly string[], index: 0 | 1) =>
      names.map(name => ({name, ...(all[name as 'A'][index] as Written)}));
    const names = sameOrder ? old.toSorted() : old;
    return [side(names, 0), side(sameOrder ? now.toSorted() : now, sameEntries ? 0 : 1)];
  });
}

const given = (criteria: Written | null) => (criteria === null ? {} : {when: criteria});
const policy = fc
  .record({
    when,
    respond_within: fc.constantFrom('1h', '4h', '8h'),
    clock: fc.constantFrom('business', 'calendar'),
    target: fc.constantFrom('80%', '90%'),
  })
  .map(({when, ...promise}) => ({...given(when), ...promise}));
const rule = fc
  .record({when, team: fc.constantFrom('x', 'y', 'z')})
  .map(({when, team}) => ({...given(when), to: {team}}));

const verdict = (criteria: Criteria | null, lead: Row) => (criteria === null ? true : judged(criteria, lead, {}));

function promised({sla}: Definitions, lead: Row): SlaPolicy | undefined {
  return sla.find(({when}) => verdict(when, lead) === true);
}

/** Whoever keeps the first keeps the second; no promise is kept by anybody. */
function asStrict(one: SlaPolicy | undefined, other: SlaPolicy | undefined): boolean {
  if (other === undefined) return true;
  if (one === undefined || (one.clock === 'business' && other.clock === 'calendar')) return false;
  return one.respond_within <= other.respond_within && one.target >= other.target;
}

/** A rule before the first true one that is unknown leaves it undetermined. */
function routed({routing}: Definitions, lead: Row): string {
  for (const {when, to} of routing.rules) {
    const matches = verdict(when, lead);
    if (matches === null) return 'undetermined';
    if (matches) return to.team ?? '';
  }
  return 'uncovered';
}

test('tighter promises are as strict for every lead, looser ones no stricter, a wording is none', () => {
  const told = {tighter: 0, looser: 0, wording: 0};
  fc.assert(
    fc.property(lists(policy), leads, ([old, now], seen) => {
      const {changes} = diffOf({sla: old}, {sla: now});
      const [before, after] = [load({sla: old}).definitions, load({sla: now}).definitions];
      const only = (...effects: string[]) => changes.every(({effect}) => ['wording only', ...effects].includes(effect));
      for (const lead of seen) {
        const [was, is] = [promised(before, lead), promised(after, lead)];
        if (only('tighter')) expect(asStrict(is, was), JSON.stringify(lead)).toBe(true);
        if (only('looser')) expect(asStrict(was, is), JSON.stringify(lead)).toBe(true);
      }
      if (only()) told.wording++;
      else if (only('tighter')) told.tighter++;
      else if (only('looser')) told.looser++;
    }),
    {numRuns: 800},
  );
  for (const count of Object.values(told)) expect(count).toBeGreaterThan(5);
});

test('a routing change that is a wording only sends every lead where it went', () => {
  let told = 0;
  fc.assert(
    fc.property(lists(rule), leads, ([old, now], seen) => {
      const {changes} = diffOf({routing: {rules: old}}, {routing: {rules: now}});
      if (changes.some(({effect}) => effect !== 'wording only')) return;
      told++;
      const [before, after] = [load({routing: {rules: old}}).definitions, load({routing: {rules: now}}).definitions];
      for (const lead of seen) expect(routed(after, lead), JSON.stringify(lead)).toBe(routed(before, lead));
    }),
    {numRuns: 800},
  );
  expect(told).toBeGreaterThan(5);
});
