import {existsSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {loadDefinitions} from '../../src/definitions/load.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import {ingest} from '../../src/ingest/ingest.ts';
import {buildModel, type Model} from '../../src/model/model.ts';
import {instant} from '../support/with-model.ts';

const EXPORTS = '../shared/exports';
const told = '(skipped where ../shared is absent)';

async function withExport<T>(
  name: string,
  asOf: string,
  use: (session: Session, model: Model) => Promise<T>,
): Promise<T> {
  const session = await openSession({threads: 2});
  try {
    const path = `${EXPORTS}/${name}`;
    const mapping = `fixtures/exports/${name}.yaml`;
    const {definitions} = await loadDefinitions({
      file: existsSync(mapping) ? mapping : undefined,
      exportPath: path,
      cwd: process.cwd(),
      env: {},
    });
    const source = await ingest(session, path, {mapping: definitions.export, timeZone: definitions.time_zone});
    return await use(session, await buildModel(session, source, definitions, {asOf: instant(asOf)}));
  } finally {
    session.close();
  }
}

describe.skipIf(!existsSync(`${EXPORTS}/olist`))(
  `the Olist marketing funnel, against its published figures ${told}`,
  () => {
    const bySource = withExport('olist', '2018-11-15T00:00:00Z', async (session, model) => ({
      model,
      sources: await session.rows<{source: string; leads: number; won: number}>(`
      select coalesce(source, '') as source, count(*)::integer as leads, count(*) filter (reached_won)::integer as won
      from handoffs group by source order by source`),
      // the published lag is in whole days
      lags: await session.row(`
      select median(days) as median, round(avg(days), 2) as mean, max(days) as longest, count(*) filter (days < 0)::integer as negative
      from (select (epoch_us(won_at) - epoch_us(mql_at)) // 86400000000 as days from handoffs where reached_won)`),
    }));

    test('won deals by origin', async () => {
      const {sources} = await bySource;
      expect(sources).toEqual([
        {source: '', leads: 60, won: 14},
        {source: 'direct traffic', leads: 499, won: 56},
        {source: 'display', leads: 118, won: 6},
        {source: 'email', leads: 493, won: 15},
        {source: 'organic search', leads: 2296, won: 271},
        {source: 'other', leads: 150, won: 4},
        {source: 'other publicities', leads: 65, won: 3},
        {source: 'paid search', leads: 1586, won: 195},
        {source: 'referral', leads: 284, won: 24},
        {source: 'social', leads: 1350, won: 75},
        {source: 'unknown', leads: 1099, won: 179},
      ]);
    });

    test('842 of 8,000 won, after a median of 14 days', async () => {
      const {sources, lags} = await bySource;
      const sum = (key: 'leads' | 'won') => sources.reduce((total, row) => total + row[key], 0);
      expect([sum('won'), sum('leads')]).toEqual([842, 8000]);
      expect(lags).toMatchObject({median: 14, mean: 48.44, longest: 427, negative: 1});
    });

    test('there are no activities: nothing is said about responses', async () => {
      const {model} = await bySource;
      expect(model.has('activities')).toBe(false);
    });
  },
);

describe.skipIf(!existsSync(`${EXPORTS}/complyflow`))(`the ComplyFlow sample CRM ${told}`, () => {
  test('6,500 leads, 2,784 opportunities: 1,926 lost, 787 won, 71 open', async () => {
    const found = await withExport('complyflow', '2027-01-01T00:00:00Z', session =>
      session.row(`
        select
            (select count(*) from stg_leads)::integer as leads,
            (select count(*) from stg_leads where source is null)::integer as blank_sources,
            (select count(*) from stg_users)::integer as reps,
            count(*)::integer as opportunities,
            count(*) filter (is_won)::integer as won,
            count(*) filter (is_closed and not is_won)::integer as lost,
            count(*) filter (not is_closed)::integer as open
        from stg_opportunities`),
    );
    expect(found).toEqual({
      leads: 6500,
      blank_sources: 191,
      reps: 40,
      opportunities: 2784,
      won: 787,
      lost: 1926,
      open: 71,
    });
  });
});

describe.skipIf(!existsSync(`${EXPORTS}/salesforce-bulk`))(
  `a Salesforce Bulk API export, without a mapping ${told}`,
  () => {
    test('60 leads, 50 opportunities, 75 tasks; those 60 on contacts that no lead became are left out', async () => {
      const found = await withExport('salesforce-bulk', '2024-06-01T00:00:00Z', async (session, model) => ({
        orphans: model.counts.orphans['activities'],
        read: model.export.files.map(({path, read, loaded}) => `${path} ${loaded} of ${read}`),
        ...(await session.row<object>(`
        select
            (select count(*) from stg_leads)::integer as leads,
            (select count(*) from export_activities)::integer as tasks,
            (select count(*) from stg_opportunities)::integer as opportunities`)),
      }));
      expect(found).toEqual({
        read: [
          'Lead.csv 60 of 60',
          'Task.csv 75 of 75',
          'Opportunity.csv 50 of 50',
          'CampaignMember.csv 68 of 68',
          'Contact.csv 102 of 102',
        ],
        leads: 60,
        tasks: 15,
        opportunities: 50,
        orphans: 0,
      });
    });
  },
);
