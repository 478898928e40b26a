import {describe, expect, test} from 'vitest';
import type {Block} from '../../src/cli/diff/block.ts';
import {impactBlocks} from '../../src/cli/diff/impact-blocks.ts';
import {type Impact, SETS, type SetName} from '../../src/impact/result.ts';
import {share} from '../report/sample-report.ts';

const won = {leads: 0, cents: null, currency: null, ids: null};

/** Nothing but who changes sides, and through which clause. */
function impact(leads: Partial<Record<SetName, number>>, more: Partial<Impact>): Impact {
  return {
    as_of: '2026-06-01T00:00:00Z',
    considered: {all: 0, handoffs: 0, never_handed_off: 0},
    sets: SETS.map(set => ({set, leads: leads[set] ?? 0, handoffs: 0, worked: 0, stages: [], won, ids: null})),
    clauses: [{of: 'new', clause: 'size', leaves: 3, enters: 1}],
    decided: {leaves: 0, enters: 0},
    quality: [],
    leaves_against_kept: null,
    trial: null,
    load: null,
    promises: [],
    moved: {policy: 0, expected_team: 0, only_old: 0, only_new: 0},
    routing: [],
    notes: [],
    ...more,
  };
}

function blockOf(told: Impact, title: string): Block | undefined {
  return impactBlocks(told).find(block => block.title.startsWith(title));
}

describe('who hangs on a single clause', () => {
  test.each([
    [
      {leaves: 5},
      {leaves: 3, enters: 0},
      'Of 5 leads that leave, 3 hang on a single clause, the others on several at once.',
    ],
    [
      {leaves: 5},
      {leaves: 1, enters: 0},
      'Of 5 leads that leave, 1 hangs on a single clause, the others on several at once.',
    ],
    [{leaves: 5}, {leaves: 5, enters: 0}, 'All 5 leads that leave hang on a single clause.'],
    [{leaves: 5}, {leaves: 0, enters: 0}, 'The 5 leads that leave hang on several clauses at once.'],
    [{enters: 1}, {leaves: 0, enters: 1}, 'The one lead that enters hangs on a single clause.'],
  ])('%o of which %o', (leads, decided, said) => {
    expect(blockOf(impact(leads, {decided}), 'Which clause decided')?.after).toEqual([said]);
  });
});

test('one line that is the same is one', () => {
  const sides = (name: string, old: number, now: number) => {
    return {
      name,
      what: 'all' as const,
      old: share('sla.compliance', {}, old, 20),
      new: share('sla.compliance', {}, now, 20),
      difference: null,
    };
  };
  const after = (...promises: Impact['promises']) => blockOf(impact({}, {promises}), 'Promises kept')?.after;
  expect(after(sides('a', 9, 8), sides('b', 7, 7))).toContain('The other 1 line is the same under both.');
  expect(after(sides('a', 9, 9), sides('b', 7, 7))).toContain('All 2 lines are the same under both.');
});

test('a difference of conversion is no sentence that it leads', () => {
  const difference = {...share('diff.leaves', {}, -5, 100), interval: {low: -0.07, high: 0.02, method: 'newcombe'}};
  const told = blockOf(
    impact({}, {leaves_against_kept: {difference, expected_sqls_a_quarter: 1, most_sqls_a_quarter: 3}}),
    'What they became',
  );
  expect(told?.after).toEqual([
    'Conversion to SQL of what leaves, against what is kept: -5.0 points (-7.0 to +2.0). Dropping them costs about 1 SQL a quarter, at most 3 (upper limit).',
  ]);
});

test('what each rep gets leaves out what nobody has', () => {
  const per_rep = [
    {rep: 'a', name: 'Ann', before: 12, after: 8},
    {rep: null, name: null, before: 8, after: 0},
    {rep: 'b', name: 'Bob', before: 4, after: 4},
  ];
  const load = {weeks: 2, reps: 2, before: 24, after: 12, per_rep};
  expect(blockOf(impact({}, {load}), 'Load')?.rows).toEqual([
    ['all', '12.0', '6.0'],
    ['each of 2 reps', '4.0', '3.0'],
    ['Ann', '6.0', '4.0'],
    ['nobody yet', '4.0', '0.0'],
    ['Bob', '2.0', '2.0'],
  ]);
});
