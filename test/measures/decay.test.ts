import {expect, test} from 'vitest';
import {measureDecay} from '../../src/measures/decay.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {instant, withModel} from '../support/with-model.ts';
import {type Arrivals, exportOf} from './arrivals.ts';
import {find, gate, NO_GATES} from './handoffs-table.ts';

const DAY = 24;

const measured = (groups: readonly Arrivals[], asOf: string, changes = {}, gates = NO_GATES) =>
  withModel(exportOf(groups), (session, model) => measureDecay(session, model, gates), smallDefinitions(changes), {
    asOf: instant(asOf),
  });

const COMPANY: readonly Arrivals[] = [
  {n: 12, called: 5 / 60, sqls: 3},
  {n: 20, called: 2, sqls: 5},
  // an SQL 61 days after the start is 58 days after the first call
  {n: 10, called: 70, sqls: 2, sqlAfter: 61 * DAY},
  {n: 11, rejectedAfter: 3},
  {n: 14},
  {n: 4, sqls: 4},
];

test('each bucket with its SQLs, from the start and from the first call', async () => {
  const measures = await measured(COMPANY, '2026-08-01T00:00:00Z');
  const bucket = (name: string, rest = {}) => find(measures, 'pipeline.decay', {bucket: name, ...rest});
  // five minutes sharp belong to the first bucket
  expect(bucket('0-5m')).toMatchObject({numerator: 3, denominator: 12, value: 0.25, status: 'ok'});
  expect(bucket('5-30m')).toMatchObject({denominator: 0, value: null});
  expect(bucket('1-4h')).toMatchObject({numerator: 5, denominator: 20});
  expect(bucket('>48h')).toMatchObject({numerator: 0, denominator: 10});
  expect(bucket('>48h', {what: 'from_first_touch'})).toMatchObject({numerator: 2, denominator: 10});
  expect(bucket('closed_untouched')).toMatchObject({numerator: 0, denominator: 11});
  expect(bucket('never')).toMatchObject({numerator: 0, denominator: 14, excluded: {unlogged: 4}});
});

test('an answer stays ok and carries the three traps', async () => {
  const {status, reason} = find(await measured(COMPANY, '2026-08-01T00:00:00Z'), 'pipeline.decay', {bucket: '1-4h'});
  expect(status).toBe('ok');
  expect(reason).toMatch(/good leads first.*closed on sight.*60d/);
});

test('the window is 60 days at least; younger leads are counted as young', async () => {
  const lead: Arrivals[] = [{n: 30, called: 2, sqls: 10, apart: 86_400}];
  // 30 leads from 5 January on, one a day: on 13 March at noon the first 7 are 60 days old
  const measures = await measured(lead, '2026-03-13T12:00:00Z');
  expect(find(measures, 'pipeline.decay', {bucket: '1-4h'})).toMatchObject({denominator: 7, excluded: {young: 23}});
  const {funnel} = smallDefinitions();
  const long = {funnel: {...funnel, horizon: {...funnel.horizon, mql_to_sql: 65 * 86_400}}};
  expect(find(await measured(lead, '2026-03-13T12:00:00Z', long), 'pipeline.decay', {bucket: '1-4h'}).denominator).toBe(
    2,
  );
});

test('bare dates have no minutes', async () => {
  const measures = await measured(COMPANY, '2026-08-01T00:00:00Z', {}, gate('G1', 'hard'));
  expect(measures).toMatchObject([{id: 'pipeline.decay', status: 'not_measurable', value: null}]);
});
