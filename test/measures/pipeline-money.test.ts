import {describe, expect, test} from 'vitest';
import {measureAtRisk} from '../../src/measures/at-risk.ts';
import {measurePipelineMoney} from '../../src/measures/pipeline-money.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import type {SmallExport} from '../support/small-export.ts';
import {instant, withModel} from '../support/with-model.ts';
import {exportOf} from './arrivals.ts';
import {find, gate, NO_GATES} from './handoffs-table.ts';

const AS_OF = '2026-09-01T12:00:00Z';
const DAY = 86_400;

function ago(days: number): string {
  return new Date(Date.parse(AS_OF) - days * DAY * 1000).toISOString();
}

/** A lead of 150 days with an open deal of 100 days; amounts are powers of two, so that a sum says what is in it. */
interface Deal {
  amount: number | null;
  createdAgo?: number;
  closedAgo?: number;
  won?: boolean;
  calledAgo?: number;
  automated?: boolean;
  sqlAgo?: number;
  movedAgo?: number;
  currency?: string;
}

function dealsOf(deals: readonly Deal[]): SmallExport {
  const leads: SmallRow[] = deals.map(({sqlAgo}, no) => ({
    lead_id: `L${no}`,
    created_at: ago(150 + no),
    mql_at: ago(150 + no),
    sql_at: sqlAgo === undefined ? null : ago(sqlAgo),
    owner: no === 0 ? null : 'ann',
  }));
  return {
    leads,
    activities: [
      // somebody works in this company
      {activity_id: 'A', lead_id: 'nobody', at: ago(160), type: 'call', actor: 'ann', automated: false},
      ...deals.flatMap(({calledAgo, automated = false}, no) =>
        calledAgo === undefined
          ? []
          : [{activity_id: `A${no}`, lead_id: `L${no}`, at: ago(calledAgo), type: 'email', actor: 'ann', automated}],
      ),
    ],
    opportunities: deals.map(({amount, createdAgo = 100, closedAgo, won = false, currency = 'USD', movedAgo}, no) => ({
      opportunity_id: `O${no}`,
      lead_id: `L${no}`,
      amount,
      currency,
      created_at: ago(createdAgo),
      is_closed: closedAgo !== undefined,
      is_won: won,
      stage_changed_at: movedAgo === undefined ? null : ago(movedAgo),
      closed_at: closedAgo === undefined ? null : ago(closedAgo),
    })),
    stage_history: deals.flatMap(({sqlAgo}, no) =>
      sqlAgo === undefined ? [] : [{lead_id: `L${no}`, at: ago(sqlAgo), to_stage: 'SQL'}],
    ),
  };
}

const DEALS: readonly Deal[] = [
  {amount: 1, calledAgo: 10},
  {amount: 2, calledAgo: 40},
  // created lately: an advance in itself
  {amount: 4, createdAgo: 10},
  {amount: 8, closedAgo: 50, won: true, calledAgo: 90},
  // nobody called before it was lost, somebody did afterwards
  {amount: 16, closedAgo: 50, calledAgo: 20},
  {amount: 32, sqlAgo: 5},
  {amount: 64, calledAgo: 5, automated: true},
  {amount: null, calledAgo: 5},
];

const money = (deals: readonly Deal[], gates = NO_GATES) =>
  withModel(dealsOf(deals), (session, model) => measurePipelineMoney(session, model, gates), smallDefinitions(), {
    asOf: instant(AS_OF),
  });

describe('money sourced and worked', () => {
  test('a deal whose stage changed in the last 30 days is worked; a change after the cut-off has not happened', async () => {
    const moved = [{amount: 1, movedAgo: 10}, {amount: 2, movedAgo: 40}, {amount: 4, movedAgo: -2}, {amount: 8}];
    const measures = await money(moved);
    expect(find(measures, 'pipeline.worked')).toMatchObject({value: 1});
    expect(find(measures, 'pipeline.stalled')).toMatchObject({value: 14});
  });

  test('worked: 1 + 4 + 8 + 32; a deal without amount is counted, never 0', async () => {
    const measures = await money(DEALS);
    expect(find(measures, 'pipeline.sourced')).toMatchObject({
      value: 127,
      unit: 'cents',
      n: 7,
      excluded: {no_amount: 1},
    });
    expect(find(measures, 'pipeline.worked')).toMatchObject({value: 45, numerator: 45, denominator: 127, status: 'ok'});
    expect(find(measures, 'pipeline.stalled')).toMatchObject({value: 82, denominator: 127, reason: '3 of 7 deals'});
  });

  test('how far handoffs got, each stage asked on its own', async () => {
    const measures = await money(DEALS);
    const stage = (name: string) => find(measures, 'pipeline.worked', {stage: name}).value;
    expect([stage('handed_off'), stage('owned'), stage('touched'), stage('attempted')]).toEqual([8, 7, 5, 0]);
    expect([stage('sql'), stage('opportunity')]).toEqual([8, 8]);
  });

  test('several currencies are not added', async () => {
    const measures = await money([{amount: 1}, {amount: 2, currency: 'EUR'}, {amount: null, currency: 'GBP'}]);
    for (const id of ['pipeline.sourced', 'pipeline.worked', 'pipeline.stalled'])
      expect(find(measures, id)).toMatchObject({
        value: null,
        status: 'not_measurable',
        reason: 'the deals are in 2 currencies (EUR, USD): export opportunities.amount in one',
      });
  });

  test('no deal has an amount: not 0', async () => {
    const sourced = find(await money([{amount: null}]), 'pipeline.sourced');
    expect(sourced).toMatchObject({value: null, status: 'not_measurable', reason: expect.stringMatching(/amount/)});
  });

  test('what is not logged cannot be called stalled', async () => {
    const measures = await money(DEALS, gate('G8', 'hard'));
    expect(find(measures, 'pipeline.stalled').status).toBe('not_measurable');
    expect(find(measures, 'pipeline.sourced').status).toBe('ok');
  });
});

const risk = (groups: Parameters<typeof exportOf>[0], changes = {}) =>
  withModel(exportOf(groups), (session, model) => measureAtRisk(session, model, NO_GATES), smallDefinitions(changes), {
    asOf: instant(AS_OF),
  });

describe('money at risk', () => {
  const history = {source: 'A', n: 40, called: 10, sqls: 20, deals: [...Array(19).fill(100), 10_000]};
  const waiting = {apart: 3600, from: ago(3)};

  test('3 leads x 20/40 x 100 dollars, the largest deal cut to the next; without history none', async () => {
    const measures = await risk([history, {...waiting, source: 'A', n: 3}, {...waiting, source: 'B', n: 2}]);
    expect(find(measures, 'pipeline.at_risk', {what: 'leads'})).toMatchObject({value: 5, denominator: 25});
    const money = find(measures, 'pipeline.at_risk', {what: 'money'});
    expect(money).toMatchObject({value: 15_000, n: 3, unit: 'cents', excluded: {no_history: 2}});
    // 1.96 x 3 x 10,000 x root(.25 / 40)
    const half = Math.round(1.959964 * 30_000 * Math.sqrt(0.25 / 40));
    expect(money.interval).toEqual({low: 15_000 - half, high: 15_000 + half, method: 'delta, median to mean'});
  });

  test('older than never_after they are lost, not at risk; inside the promise they only wait', async () => {
    const measures = await risk([
      {n: 4, from: ago(40), apart: 60},
      {n: 2, from: ago(0.1), apart: 60},
      {n: 1, called: 1},
    ]);
    expect(find(measures, 'pipeline.at_risk', {what: 'leads'})).toMatchObject({value: 0, excluded: {never_after: 4}});
  });

  test('nothing is promised: nothing is past its promise', async () => {
    const measures = await risk([{n: 4, from: ago(40)}], {sla: []});
    expect(find(measures, 'pipeline.at_risk', {what: 'leads'}).status).toBe('not_measurable');
  });
});
