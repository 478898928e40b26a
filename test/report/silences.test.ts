import {expect, test} from 'vitest';
import {silencesOf} from '../../src/report/silences.ts';
import type {Measure, Segment} from '../../src/result.ts';
import {sampleReport} from './sample-report.ts';

const [sample] = sampleReport.measures as [Measure, ...Measure[]];
const lost = (id: string, reason: string, segment: Segment = {}): Measure => ({
  ...sample,
  id,
  segment,
  value: null,
  status: 'not_measurable',
  reason,
});
const told = (id: string, segment: Segment = {}): Measure => ({...sample, id, segment, status: 'ok', reason: null});
const silences = (...measures: Measure[]) => silencesOf({...sampleReport, measures, checks: []});

const LATE = 'too little history for an automatic horizon: write funnel.horizon';

test('a setting that several measures wait for is told once, and only where it is missing', () => {
  const {others} = silences(
    lost('pipeline.win_rate', `${LATE}.opportunity_to_won`),
    lost('funnel.sql_to_opportunity', `${LATE}.sql_to_opportunity`),
    lost('pipeline.money', `${LATE}.sql_to_opportunity and funnel.horizon.opportunity_to_won`),
  );
  expect(others).toEqual([
    {what: `${LATE}.opportunity_to_won`, ids: ['pipeline.win_rate', 'pipeline.money']},
    {what: `${LATE}.sql_to_opportunity`, ids: ['funnel.sql_to_opportunity', 'pipeline.money']},
  ]);
});

test('of a measure that is printed the missing part is named', () => {
  const {others, columns} = silences(
    told('score.auc', {what: 'sql'}),
    lost('score.auc', 'no deals', {what: 'won'}),
    told('response.p50', {clock: 'buyer', time: 'wall'}),
    lost('response.p50', 'add owner_history to the export', {clock: 'rep', time: 'wall'}),
    lost('response.p50', 'add owner_history to the export', {clock: 'rep', time: 'business'}),
    lost('response.p50', 'add users.team to the export', {clock: 'buyer', team: null, time: 'wall'}),
    lost('funnel.won', 'add leads.won to the export', {what: 'curve'}),
    told('ledger', {fate: 'won'}),
    ...['late', 'untouched', 'sound', 'contradicted'].map(fate => lost('ledger', 'no closes', {fate})),
  );
  expect(others).toEqual([
    {what: 'no deals', ids: ['score.auc (won)']},
    {what: 'no closes', ids: ['ledger (in part)']},
  ]);
  expect(columns).toEqual([
    {what: 'owner_history', ids: ['response.p50 (rep)']},
    {what: 'users.team', ids: ['response.p50 (by team)']},
    {what: 'leads.won', ids: ['funnel.won']},
  ]);
});

test('a column is told once, whichever part of the definitions asks for it', () => {
  const {columns} = silences(
    lost('sla.compliance', 'add leads.source to the export: sla asks for it'),
    lost('context.coverage', 'add leads.source and signals to the export: context asks for it'),
    lost('funnel.by_source', 'add leads.source to the export'),
  );
  expect(columns).toEqual([
    {what: 'leads.source', ids: ['sla.compliance', 'context.coverage', 'funnel.by_source']},
    {what: 'signals', ids: ['context.coverage']},
  ]);
});

test('one of several columns is told whole, and not beside those that are asked for by themselves', () => {
  const either = lost('routing.duplicates', 'add leads.phone, or leads.first_name and leads.last_name, to the export');
  expect(silences(either).columns).toEqual([
    {what: 'leads.phone, or leads.first_name and leads.last_name', ids: ['routing.duplicates']},
  ]);
  const parts = [
    lost('routing.duplicates', 'add leads.phone to the export', {key: 'phone'}),
    lost('routing.duplicates', 'add leads.first_name and leads.last_name to the export', {key: 'name'}),
  ];
  expect(silences(either, ...parts).columns.map(({what}) => what)).toEqual([
    'leads.phone',
    'leads.first_name',
    'leads.last_name',
  ]);
});
