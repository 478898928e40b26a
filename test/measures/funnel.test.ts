import {describe, expect, test} from 'vitest';
import {measureFunnel} from '../../src/measures/funnel.ts';
import {measureWinRate} from '../../src/measures/pipeline.ts';
import {createSmallTable} from '../../src/model/small-table.ts';
import {AS_OF, DAY, DEAL, find, gate, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const daysBefore = (days: number, seconds = 0) =>
  new Date(Date.parse(`${AS_OF}Z`) - (days * DAY + seconds) * 1000).toISOString().slice(0, 19);

/** An MQL some days before as_of that became an SQL some days later, or never. */
const lead = (age: number, lag: number | null, more = {}) => ({
  mql_at: daysBefore(age),
  start_at: daysBefore(age),
  reached_sql: lag !== null,
  reached_accepted: lag !== null,
  sql_time: lag === null ? null : daysBefore(age - lag),
  accepted_time: lag === null ? null : daysBefore(age - lag),
  ...more,
});

const measured = (rows: Parameters<typeof withHandoffs>[0], changes = {}, gates = NO_GATES) =>
  withHandoffs(rows, session => measureFunnel(session, model(changes), gates));

describe('cohorts', () => {
  test('within the horizon, among those at least that old; both edges count', async () => {
    const measures = await measured([
      lead(60, 30),
      lead(60, 31),
      lead(30, 1),
      lead(29, 1),
      lead(60, -2),
      lead(60, null),
    ]);
    expect(find(measures, 'funnel.mql_to_sql')).toMatchObject({
      numerator: 3,
      denominator: 5,
      value: 0.6,
      excluded: {young: 1, no_time: 0},
    });
    expect(find(measures, 'funnel.mql_to_sql', {source: 'Demo'})).toMatchObject({numerator: 3, denominator: 5});
  });

  test('a stage reached at an unknown time is counted apart', async () => {
    const measures = await measured([lead(60, 1), lead(60, null, {reached_sql: true})]);
    expect(find(measures, 'funnel.mql_to_sql')).toMatchObject({numerator: 1, denominator: 1, excluded: {no_time: 1}});
  });

  test('a month with a lead younger than the horizon is pending', async () => {
    const measures = await measured([lead(90, 2), lead(32, 2), lead(10, 2)]);
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-03'})).toMatchObject({value: 1, status: 'small_n'});
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-05'})).toMatchObject({
      value: null,
      status: 'pending',
      reason: '1 lead younger than 30d',
    });
  });

  test('an SQL enters the next step with its stage time', async () => {
    const won = {
      reached_opportunity: true,
      opportunity_time: daysBefore(70),
      reached_won: true,
      won_at: daysBefore(60),
    };
    const measures = await measured([lead(90, 10, won), lead(90, 10), lead(20, 1)], {
      horizons: {mql_to_sal: 7 * DAY, mql_to_sql: 30 * DAY, sql_to_opportunity: 60 * DAY, opportunity_to_won: 30 * DAY},
    });
    expect(find(measures, 'funnel.sql_to_opportunity')).toMatchObject({
      numerator: 1,
      denominator: 2,
      excluded: {young: 1},
    });
    expect(find(measures, 'funnel.opportunity_to_won')).toMatchObject({numerator: 1, denominator: 1});
  });
});

describe('beside the headline', () => {
  test('the curve keeps the rejected at risk and uses the young', async () => {
    const closed = {close_kind: 'rejected', closed_at: daysBefore(59)};
    const measures = await measured([
      lead(60, 5),
      lead(60, null, closed),
      lead(60, null),
      lead(60, null),
      lead(4, null),
    ]);
    // S drops once, at 5 d, with four still followed
    expect(find(measures, 'funnel.mql_to_sql', {what: 'curve'})).toMatchObject({value: 0.25, n: 5, status: 'small_n'});
    expect(find(measures, 'funnel.mql_to_sql')).toMatchObject({value: 0.25, n: 4});
  });

  test('the period ratio divides other people, and can exceed 1', async () => {
    const measures = await measured([lead(60, 30), lead(62, 32), lead(29, null)]);
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-05', what: 'period'})).toMatchObject({
      value: 2,
      numerator: 2,
      denominator: 1,
      unit: 'ratio',
    });
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-04', what: 'period'})).toMatchObject({value: 0});
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-03', what: 'period'})).toMatchObject({value: 0});
  });

  test('months are those of the company: an instant of 1 May in UTC is April in New York', async () => {
    const measures = await measured([{mql_at: '2026-05-01T02:00:00', start_at: '2026-05-01T02:00:00'}]);
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-04'}).n).toBe(1);
  });
});

describe('what is missing', () => {
  test('too little history for an automatic horizon leaves the period ratio only', async () => {
    const measures = await measured([lead(60, 1)], {
      horizons: {mql_to_sal: null, mql_to_sql: null, sql_to_opportunity: null, opportunity_to_won: null},
    });
    expect(find(measures, 'funnel.mql_to_sql')).toMatchObject({value: null, status: 'not_measurable'});
    expect(find(measures, 'funnel.mql_to_sql').reason).toContain('funnel.horizon.mql_to_sql');
    expect(find(measures, 'funnel.mql_to_sql', {month: '2026-04', what: 'period'}).value).toBe(1);
  });

  test('without MQL stamps every lead is a handoff, and the rate says so', async () => {
    const rows = Array.from({length: 12}, () => lead(60, 1));
    expect(find(await measured(rows, {mql_known: false}), 'funnel.mql_to_sql')).toMatchObject({
      value: 1,
      status: 'degraded',
    });
  });

  test('stage dates out of order forbid lags, not rates', async () => {
    const measures = await measured(
      Array.from({length: 12}, () => lead(60, 1)),
      {},
      gate('G7', 'hard'),
    );
    expect(find(measures, 'funnel.mql_to_sql').status).toBe('degraded');
    expect(find(measures, 'funnel.mql_to_sql', {what: 'curve'}).status).toBe('not_measurable');
  });
});

test('win rate: won of won and lost, among deals old enough and closed in time', async () => {
  const deal = (opened: number, closed: number | null, is_won: boolean) => ({
    created_at: daysBefore(opened),
    closed_at: closed === null ? null : daysBefore(closed),
    is_closed: closed !== null,
    is_won,
  });
  const measures = await withHandoffs([{}], async session => {
    await createSmallTable(session, 'handoff_opportunities', DEAL, [
      deal(120, 30, true),
      deal(120, 29, true),
      deal(120, 60, false),
      deal(90, 1, false),
      deal(89, 1, true),
      deal(120, null, false),
    ]);
    return measureWinRate(session, model(), NO_GATES);
  });
  expect(find(measures, 'pipeline.win_rate')).toMatchObject({
    numerator: 1,
    denominator: 3,
    excluded: {open: 2, young: 1},
  });
});
