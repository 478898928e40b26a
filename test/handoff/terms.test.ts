import {afterAll, expect, test} from 'vitest';
import {openSession} from '../../src/engine/session.ts';
import {readTerms} from '../../src/handoff/terms.ts';
import {createSmallTable, type SmallRow} from '../../src/model/small-table.ts';
import {readSql} from '../../src/package-files.ts';
import type {Measure} from '../../src/result.ts';
import {sampleReport} from '../report/sample-report.ts';

const opened = openSession({threads: 1});
afterAll(async () => (await opened).close());

const USERS = [
  {user_id: 'U1', name: 'Ann Lee'},
  {user_id: 'U2', name: 'Bo Park'},
  {user_id: 'U3', name: 'ann lee '},
  {user_id: 'U4', name: 'Nobody’s Lead'},
];
const [sample] = sampleReport.measures as [Measure, ...Measure[]];
const measures = ['U3', 'U2', 'U9', 'U1'].map(owner => ({...sample, segment: {owner}}));
const charts = {...sampleReport.charts, reps: {...sampleReport.charts.reps, reps: []}};

async function terms(deals: readonly SmallRow[]) {
  const session = await opened;
  await createSmallTable(session, 'stg_users', {user_id: 'varchar', name: 'varchar'}, USERS);
  await createSmallTable(session, 'handoff_opportunities', {amount_cents: 'bigint', currency: 'varchar'}, deals);
  await session.run(`create or replace view person_names as ${readSql('model/person_names')}`);
  return readTerms(session, measures, charts);
}

const deal = (currency: string | null, amount_cents: number | null = 100) => ({currency, amount_cents});

test('reps whom measures speak of have their names, with the id where two share it', async () => {
  expect((await terms([])).people).toEqual([
    {id: 'U1', name: 'Ann Lee (U1)'},
    {id: 'U2', name: 'Bo Park'},
    {id: 'U3', name: 'ann lee  (U3)'},
  ]);
});

test.each([
  ['one and only one', [deal('EUR'), deal('EUR')], 'EUR'],
  ['two: they are not added', [deal('EUR'), deal('USD')], null],
  ['an amount without one may be in any', [deal('EUR'), deal(null)], null],
  ['a deal without an amount needs none', [deal('EUR'), deal(null, null)], 'EUR'],
  ['no deal', [], null],
])('the currency: %s', async (_, deals, currency) => {
  expect((await terms(deals)).currency).toBe(currency);
});
