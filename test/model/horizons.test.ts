import {expect, test} from 'vitest';
import {smallDefinitions} from '../support/small-definitions.ts';
import {instant, withModel} from '../support/with-model.ts';

const DAY = 86_400;
const start = Date.parse('2025-06-02T15:00:00Z');
const day = (days: number) => new Date(start + days * DAY * 1000).toISOString();

test('an automatic horizon is of all the history, whatever the window (METHODS 3.2)', async () => {
  // 40 leads of June and July 2025, each an SQL 20 days on, and two of the window
  const leads = Array.from({length: 40}, (_, index) => ({
    lead_id: `old-${index}`,
    created_at: day(index),
    mql_at: day(index),
    sql_at: day(index + 20),
  }));
  const late = [280, 290].map(at => ({lead_id: `new-${at}`, created_at: day(at), mql_at: day(at)}));
  const definitions = smallDefinitions();
  const horizon = {...definitions.funnel.horizon, mql_to_sql: 'auto' as const};
  const told = await withModel(
    {leads: [...leads, ...late]},
    async (session, model) => ({
      horizon: model.horizons.mql_to_sql,
      handoffs: (await session.row<{n: number}>('select count(*)::integer as n from handoffs')).n,
      population: model.population.find(({step}) => step === 'out_of_window')?.leads,
    }),
    {...definitions, funnel: {...definitions.funnel, horizon}},
    {asOf: instant('2026-06-01T12:00:00Z'), since: '2026-01-01'},
  );
  // 20 days, rounded up to 30
  expect(told).toEqual({horizon: 30 * DAY, handoffs: 2, population: 40});
});
