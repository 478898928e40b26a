import {describe, expect, test} from 'vitest';
import {measureFollowUp} from '../../src/measures/follow-up.ts';
import {measureSla} from '../../src/measures/sla.ts';
import type {Measure} from '../../src/result.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {DAY, find, gate, HOUR, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const definitions = smallDefinitions({acceptance: null});
const measured = (rows: Parameters<typeof withHandoffs>[0], gates = NO_GATES) =>
  withHandoffs(rows, session => measureSla(session, model({definitions}), gates));

const met = (a: number | null, b: number | null, c: number, more = {}) => ({
  sla_state: 'met',
  elapsed_a: a,
  elapsed_b: b,
  elapsed_c: c,
  ...more,
});
const inState = (sla_state: string, more = {}) => ({sla_state, ...more});

const rows = [
  met(HOUR, HOUR, HOUR),
  met(null, 2 * HOUR, HOUR),
  met(9 * HOUR, 9 * HOUR, HOUR),
  inState('breached_late', {elapsed_a: null, elapsed_b: 5 * HOUR, elapsed_c: 5 * HOUR}),
  inState('breached_open'),
  inState('breached_closed'),
  inState('met_not_due', {sla_age: HOUR, elapsed_c: 60}),
  inState('pending', {sla_age: HOUR}),
  inState('closed_untouched_in_window'),
  inState('self_booked'),
  inState('excluded_bulk_import', {excluded: 'bulk_import'}),
  inState('no_sla', {policy_no: null, sla_policy: null, sla_within: null, sla_age: null}),
];

describe('compliance', () => {
  test('only deadlines that have passed count: 3 met of 6', async () => {
    const measures = await measured(rows);
    expect(find(measures, 'sla.compliance')).toMatchObject({
      numerator: 3,
      denominator: 6,
      value: 0.5,
      excluded: {
        met_not_due: 1,
        pending: 1,
        closed_untouched_in_window: 1,
        self_booked: 1,
        excluded_bulk_import: 1,
        no_sla: 1,
      },
    });
  });

  test.each([
    ['A', 1],
    ['B', 2],
    ['C', 3],
  ])('at floor %s the denominator stays: %i of 6', async (floor, numerator) => {
    const measures = await measured(rows);
    expect(find(measures, 'sla.compliance', {floor})).toMatchObject({numerator, denominator: 6});
    expect(find(measures, 'sla.compliance', {floor, policy: 'All'})).toMatchObject({numerator, denominator: 6});
  });

  test('states sum to the handoffs, over all and by policy', async () => {
    const measures = await measured(rows);
    const sum = (keys: number) =>
      measures
        .filter(({id, segment}) => id === 'sla.state' && Object.keys(segment).length === keys && !('week' in segment))
        .reduce((total, {value}) => total + (value ?? 0), 0);
    expect(sum(1)).toBe(rows.length);
    expect(sum(2)).toBe(rows.length);
  });

  test('a week with a lead that is not due is pending', async () => {
    const measures = await measured([
      met(60, 60, 60, {week: '2026-W10'}),
      inState('breached_open', {week: '2026-W11'}),
      inState('pending', {week: '2026-W11', sla_age: HOUR}),
    ]);
    expect(find(measures, 'sla.compliance', {week: '2026-W10'})).toMatchObject({value: 1, status: 'small_n'});
    expect(find(measures, 'sla.compliance', {week: '2026-W11'})).toMatchObject({
      value: 0,
      n: 1,
      status: 'pending',
      reason: '1 handoff not due yet',
    });
  });

  test('over 10% that progressed without a logged touch is a doubt', async () => {
    const nine = Array.from({length: 18}, () => met(60, 60, 60));
    const doubted = (measures: Measure[]) => find(measures, 'sla.compliance').status;
    expect(doubted(await measured([...nine, inState('unknown_unlogged'), inState('unknown_unlogged')]))).toBe('ok');
    expect(doubted(await measured([...nine, ...Array.from({length: 3}, () => inState('unknown_unlogged'))]))).toBe(
      'degraded',
    );
  });

  test('a fraction is its value, and floors are in order', async () => {
    const measures = await measured(rows);
    for (const {unit, value, numerator, denominator} of measures)
      if (unit === 'share' && numerator !== null && denominator) expect(value).toBe(numerator / denominator);
    for (const measure of measures.filter(({segment}) => segment['floor'] === 'A')) {
      const at = (floor: string) => find(measures, 'sla.compliance', {...measure.segment, floor}).value ?? 0;
      expect(at('A')).toBeLessThanOrEqual(at('B'));
      expect(at('B')).toBeLessThanOrEqual(at('C'));
    }
  });
});

test('around the clock other leads are due: 2 of 4 in business hours, 1 of 5 on the wall clock', async () => {
  const two = (sla_state: string, sla_state_wall: string, more = {}) => ({sla_state, sla_state_wall, ...more});
  const measures = await measured([
    two('met', 'met'),
    two('met', 'breached_late'),
    two('breached_late', 'breached_late'),
    two('breached_open', 'breached_open', {sla_policy: 'Other'}),
    // a lead of Friday evening, seen on Sunday
    two('pending', 'breached_open'),
    two('no_sla', 'no_sla', {policy_no: null, sla_policy: null}),
  ]);
  expect(find(measures, 'sla.compliance')).toMatchObject({numerator: 2, denominator: 4, excluded: {pending: 1}});
  expect(find(measures, 'sla.compliance', {time: 'wall'})).toMatchObject({
    numerator: 1,
    denominator: 5,
    excluded: {no_sla: 1},
  });
  expect(find(measures, 'sla.compliance', {policy: 'All'})).toMatchObject({numerator: 2, denominator: 3});
  expect(find(measures, 'sla.compliance', {policy: 'All', time: 'wall'})).toMatchObject({numerator: 1, denominator: 4});
});

describe('follow-up', () => {
  test('six attempts in time, of those that nothing ended before', async () => {
    const tried = (attempts_in_time: number, attempts_due = true) => ({attempts_in_time, attempts_due});
    const measures = await withHandoffs(
      [tried(6), tried(5), tried(8), tried(6, false), {...tried(6), excluded: 'bulk_import'}],
      session => measureFollowUp(session, model(), NO_GATES),
    );
    expect(find(measures, 'sla.follow_up')).toMatchObject({numerator: 2, denominator: 3, excluded: {not_due: 1}});
    expect(find(measures, 'sla.follow_up', {owner: 'ann'})).toMatchObject({numerator: 2, denominator: 3});
  });
});

describe('what is missing', () => {
  test('no promise, no rate', async () => {
    const silent = model({definitions: smallDefinitions({sla: [], acceptance: null})});
    const measures = await withHandoffs(rows, session => measureSla(session, silent, NO_GATES));
    expect(find(measures, 'sla.compliance')).toMatchObject({
      value: null,
      status: 'not_measurable',
      reason: 'the definitions promise nothing: write a policy under sla',
    });
    expect(find(measures, 'sla.acceptance').reason).toContain('write acceptance');
  });

  test('stamps cut to the minute put a five-minute promise in doubt, not one of four hours', async () => {
    const due = Array.from({length: 12}, () => met(60, 60, 60, {sla_age: 90 * DAY}));
    const quick = smallDefinitions({
      acceptance: null,
      sla: [{name: 'All', when: null, respond_within: 300, clock: 'calendar', target: 0.9}],
    });
    const cut = gate('G2', 'soft', 'Cut to whole minutes.');
    expect(find(await measured(due, cut), 'sla.compliance').status).toBe('ok');
    const doubted = await withHandoffs(due, session => measureSla(session, model({definitions: quick}), cut));
    expect(find(doubted, 'sla.compliance').status).toBe('degraded');
  });
});
