import {expect, test} from 'vitest';
import {measureDispositions} from '../../src/measures/dispositions.ts';
import {doubtUnlogged, readUnlogged} from '../../src/measures/unlogged.ts';
import {find, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const deal = (team: string, logged: boolean) => ({
  team,
  owner: `rep of ${team}`,
  reached_sql: true,
  reached_opportunity: true,
  opportunity_at: '2026-04-01T00:00:00',
  first_attempt_at: logged ? '2026-03-31T23:00:00' : '2026-04-02T00:00:00',
});
const deals = (team: string, of: number, logged: number) =>
  Array.from({length: of}, (_, index) => deal(team, index < logged));
const rejected = (team: string, count: number, attempts: number) =>
  Array.from({length: count}, () => ({team, owner: `rep of ${team}`, close_kind: 'rejected', attempts}));

const ROWS = [
  ...deals('logs', 10, 9),
  ...deals('silent', 10, 4),
  ...deals('sloppy', 10, 7),
  // of nine deals nothing can be told
  ...deals('small', 9, 0),
  // the rep was there before the inquiry; no log was read that early
  {...deal('logs', false), excluded: 'already_working'},
  {...deal('logs', false), excluded: 'before_activities'},
  ...rejected('logs', 20, 1),
  ...rejected('silent', 15, 0),
  ...rejected('silent', 5, 2),
];

test('what a team logs of its opportunities, and all of them', async () => {
  const found = await withHandoffs(ROWS, session =>
    session.rows('select whole, team, opportunities, logged, state from logged_work order by whole, team'),
  );
  expect(found).toEqual([
    {whole: false, team: 'logs', opportunities: 11, logged: 10, state: 'pass'},
    {whole: false, team: 'silent', opportunities: 10, logged: 4, state: 'hard'},
    {whole: false, team: 'sloppy', opportunities: 10, logged: 7, state: 'soft'},
    {whole: false, team: 'small', opportunities: 9, logged: 0, state: 'not_measurable'},
    {whole: true, team: null, opportunities: 40, logged: 21, state: 'soft'},
  ]);
});

test('“untouched” of a team that does not log, and of its reps, is degraded and says why', async () => {
  const measures = await withHandoffs(ROWS, async session =>
    doubtUnlogged(await measureDispositions(session, model(), NO_GATES), await readUnlogged(session)),
  );
  const reason = 'G8: 4 of 10 leads of silent that reached an opportunity (40%) have a human touch logged before it.';
  const untouched = (segment = {}) => find(measures, 'dispositions.untouched', segment);
  expect(untouched({team: 'silent'})).toMatchObject({numerator: 15, denominator: 20, status: 'degraded', reason});
  expect(untouched({owner: 'rep of silent'})).toMatchObject({numerator: 15, status: 'degraded', reason});
  for (const segment of [{team: 'logs'}, {owner: 'rep of logs'}, {source: 'Demo'}, {}])
    expect(untouched(segment)).toMatchObject({status: 'ok', reason: null});
  // a close is stamped, whoever logs
  expect(find(measures, 'dispositions.rejection', {team: 'silent'})).toMatchObject({status: 'ok'});
});
