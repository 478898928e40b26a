import {describe, expect, test} from 'vitest';
import {measureLedger, readLedger} from '../../src/measures/ledger.ts';
import {createSmallTable} from '../../src/model/small-table.ts';
import {DEAL, find, gate, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const rows = [
  {fate: 'won', family: 'progressed', reached_sql: true, amount_cents: 1000, currency: 'USD'},
  {fate: 'won', family: 'progressed', reached_sql: true, amount_cents: 500, currency: 'USD'},
  {fate: 'never_touched', family: 'follow_up'},
  {fate: 'never_touched', family: 'at_risk', follow_up_flag: true, quality_flag: true},
  {fate: 'rejected_sound', family: 'quality', follow_up_flag: false, quality_flag: true},
  {fate: 'rejected_sound', family: 'quality', follow_up_flag: false, quality_flag: false},
  {fate: 'waiting', family: 'alive', matured: false},
];

test('lines sum to the handoffs; a fate may stand in two families', async () => {
  const lines = await withHandoffs(rows, readLedger);
  expect(lines.map(({fate, family, handoffs}) => [fate, family, handoffs])).toEqual([
    ['won', 'progressed', 2],
    ['never_touched', 'follow_up', 1],
    ['rejected_sound', 'quality', 2],
    ['never_touched', 'at_risk', 1],
    ['waiting', 'alive', 1],
  ]);
  expect(lines[0]).toEqual({fate: 'won', family: 'progressed', handoffs: 2, share: 2 / 7, amount_cents: 1500});
  expect(lines[1]?.amount_cents).toBeNull();
});

test('money of two currencies is not added', async () => {
  const lines = await withHandoffs(rows, async session => {
    const deal = (currency: string) => ({opportunity_id: currency, handoff_key: 1, amount_cents: 1, currency});
    await createSmallTable(session, 'handoff_opportunities', DEAL, [deal('USD'), deal('EUR')]);
    return readLedger(session);
  });
  expect(lines[0]?.amount_cents).toBeNull();
});

describe('measures', () => {
  const measured = (gates = NO_GATES, without: string[] = []) =>
    withHandoffs(rows, session => measureLedger(session, model({}, without), gates));

  test('fates and families each sum to the handoffs', async () => {
    const measures = await measured();
    const sum = (key: string) =>
      measures
        .filter(({id, segment}) => id === 'ledger' && key in segment)
        .reduce((total, {value}) => total + (value ?? 0), 0);
    expect(sum('fate')).toBe(rows.length);
    expect(sum('family')).toBe(rows.length);
    expect(find(measures, 'ledger', {fate: 'never_touched'})).toMatchObject({value: 2, denominator: 7});
    expect(find(measures, 'ledger', {fate: 'stalled'})).toMatchObject({value: 0});
  });

  test('the two flags are asked of matured leads that did not convert', async () => {
    const measures = await measured();
    const cell = (name: string) => find(measures, 'ledger.flags', {cell: name});
    expect(cell('follow_up_only')).toMatchObject({
      value: 1,
      denominator: 4,
      excluded: {converted: 2, young: 1, unclear: 0},
    });
    expect([cell('quality_only').value, cell('both').value, cell('neither').value]).toEqual([1, 1, 1]);
  });

  test('follow-up lies between its own and its own with the shared ones; routing and rep sum to it', async () => {
    const lost = (follow_up_flag: boolean, quality_flag: boolean, unowned_for_good = false) => ({
      follow_up_flag,
      quality_flag,
      unowned_for_good,
    });
    const measures = await withHandoffs(
      [
        ...[lost(true, false), lost(true, false), lost(true, false, true)],
        ...[lost(true, true), lost(true, true, true), lost(true, true, true)],
        ...[lost(false, true), lost(false, false), lost(false, false, true)],
      ],
      session => measureLedger(session, model(), NO_GATES),
    );
    const range = (what: string) => {
      const {value, denominator, interval} = find(measures, 'ledger.flags', {what});
      return [value, interval?.low, interval?.high, denominator];
    };
    expect(range('follow_up')).toEqual([3, 3, 6, 9]);
    expect(range('quality')).toEqual([1, 1, 4, 9]);
    expect(range('routing')).toEqual([1, 1, 3, 9]);
    expect(range('rep')).toEqual([2, 2, 3, 9]);
  });

  test('half the work is not logged: what was done cannot be told, what was reached can', async () => {
    const measures = await measured(gate('G8', 'hard'));
    expect(find(measures, 'ledger', {fate: 'won'})).toMatchObject({value: 2, status: 'ok'});
    expect(find(measures, 'ledger', {fate: 'never_touched'})).toMatchObject({value: null, status: 'not_measurable'});
    expect(find(measures, 'ledger.flags').status).toBe('not_measurable');
  });

  test('bare dates cast doubt and no more', async () => {
    expect(find(await measured(gate('G1', 'hard')), 'ledger', {fate: 'never_touched'})).toMatchObject({
      value: 2,
      status: 'degraded',
    });
  });
});
