import {expect, test} from 'vitest';
import {measureSlowLoss} from '../../src/measures/slow-loss.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';
import {type Arrivals, exportOf} from './arrivals.ts';
import {find, NO_GATES} from './handoffs-table.ts';

const WEEK = 7 * 86_400;

/** One a week for thirty weeks from each weekday of a winter in which New York is five hours behind: 150 leads. */
function weekdays(clock: string, group: Omit<Arrivals, 'n' | 'from' | 'sqls'>, sqls: number): Arrivals[] {
  return [5, 6, 7, 8, 9].map(day => ({
    ...group,
    n: 30,
    from: `2026-01-0${day}T${clock}:07Z`,
    apart: WEEK,
    sqls: sqls / 5,
  }));
}

/** Over the summer clock the hours move, so that half of these would be at another time of the day: none in this test. */
const NO_SUMMER = {time_zone: 'America/Bogota'};

const measured = (tables: SmallExport) =>
  withModel(
    tables,
    (session, model) => measureSlowLoss(session, model, NO_GATES),
    smallDefinitions({
      ...NO_SUMMER,
      business_hours: {
        company: {
          time_zone: 'America/Bogota',
          // a lunch break is no closing time
          week: Object.fromEntries(
            ['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [
              day,
              [
                ['09:00', '12:00'],
                ['13:00', '17:00'],
              ],
            ]),
          ),
          holidays: [],
          exceptions: {},
        },
        teams: {},
        holidays_known: true,
      },
    }),
    {asOf: instant('2026-12-01T00:00:00Z')},
  );

const closing = async (groups: readonly Arrivals[]) => {
  const measures = await measured(exportOf(groups));
  return (what: string) => find(measures, 'pipeline.closing_time', {what});
};

/** 16:30 in Bogota, the last open hour; and 17:30, answered the next morning. */
const before = (sqls: number) => weekdays('21:30', {called: 0.5}, sqls);
const after = (sqls: number) => weekdays('22:30', {called: 16}, sqls);
/** In the middle of the day reps pick: 80 of 200 answered at once become SQLs, 20 of 200 answered late. */
const picked: Arrivals[] = [
  {n: 200, called: 1, sqls: 80, from: '2026-01-05T14:10:19Z', apart: 86_400},
  {n: 200, called: 9, sqls: 20, from: '2026-01-05T15:20:23Z', apart: 86_400},
];

test('alike on both sides while late ones do worse: selection is the likelier story', async () => {
  const side = await closing([...before(30), ...after(30), ...picked]);
  expect(side('before')).toMatchObject({numerator: 30, denominator: 150});
  expect(side('after')).toMatchObject({numerator: 30, denominator: 150});
  const difference = side('difference');
  expect(difference).toMatchObject({value: 0, n: 150, status: 'ok'});
  // Newcombe of 20% twice: Wilson's 14.4% and 27.1%
  expect(difference.interval?.low).toBeCloseTo(-Math.hypot(0.2 - 0.14389, 0.27106 - 0.2), 3);
  expect(difference.reason).toMatch(/likelier story/);
});

test('worse after closing too: speed may matter, nothing is said', async () => {
  const side = await closing([...before(60), ...after(15), ...picked]);
  expect(side('difference').value).toBeCloseTo(0.3, 10);
  expect(side('difference').reason).toBeNull();
});

test('answered as fast after closing: no contrast, nothing is said', async () => {
  const side = await closing([...before(30), ...weekdays('22:30', {called: 0.5}, 30), ...picked]);
  expect(side('difference').reason).toBeNull();
});

test('the hour before lunch is not the hour before closing', async () => {
  const side = await closing([...weekdays('16:30', {called: 0.5}, 30), ...weekdays('17:30', {called: 3}, 30)]);
  expect(side('difference')).toMatchObject({
    value: null,
    status: 'small_n',
    reason: expect.stringMatching(/both sides/),
  });
});

test('ninety a side are printed and small; a source of one side is left out', async () => {
  const few = (groups: Arrivals[]) => groups.map(group => ({...group, n: 18, sqls: 3}));
  const side = await closing([
    ...few(before(30)),
    ...few(after(30)),
    ...weekdays('21:30', {called: 0.5, source: 'Webinar'}, 30),
  ]);
  expect(side('difference')).toMatchObject({value: 0, n: 90, status: 'small_n', excluded: {other_sources: 150}});
});
