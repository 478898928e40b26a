import {describe, expect, test} from 'vitest';
import type {Reason} from '../../src/definitions/definitions.ts';
import {measureDispositions} from '../../src/measures/dispositions.ts';
import {OTHER_TEXTS, shortList} from '../../src/measures/reasons.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {AS_OF, DAY, find, gate, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const daysBefore = (days: number) => new Date(Date.parse(`${AS_OF}Z`) - days * DAY * 1000).toISOString().slice(0, 19);

const wrongIcp: Reason = {
  code: 'wrong_icp',
  labels: [],
  kind: 'rejected',
  vague: false,
  contact_required: null,
  needs_attempts: null,
  true_if: {field: 'country', present: true},
};
const unreachable: Reason = {...wrongIcp, code: 'unreachable', needs_attempts: 6, true_if: null};
const definitions = smallDefinitions({dispositions: {contact_required: null, reasons: [wrongIcp, unreachable]}});

const measured = (rows: Parameters<typeof withHandoffs>[0], without: string[] = [], gates = NO_GATES) =>
  withHandoffs(rows, session => measureDispositions(session, model({definitions}, without), gates));

const closed = (close_kind: string, age: number, after: number, more = {}) => ({
  close_kind,
  mql_at: daysBefore(age),
  closed_at: daysBefore(age - after),
  ...more,
});

describe('decisions', () => {
  const rows = [
    closed('rejected', 60, 30),
    closed('rejected', 60, 31),
    closed('rejected', 30, 2),
    closed('rejected', 29, 2),
    closed('disqualified', 60, 5),
    closed('recycled', 60, 5),
    {mql_at: daysBefore(60), reached_accepted: true, accepted_time: daysBefore(30)},
    {mql_at: daysBefore(60), reached_accepted: true, accepted_time: daysBefore(29)},
    {mql_at: daysBefore(60), owner: null},
  ];

  test('rejected within 30 d, of MQLs at least 30 d old; recycled and disqualified are not rejected', async () => {
    const measures = await measured(rows);
    expect(find(measures, 'dispositions.rejection')).toMatchObject({
      numerator: 2,
      denominator: 8,
      value: 0.25,
      excluded: {young: 1},
    });
    expect(find(measures, 'dispositions.disqualification')).toMatchObject({numerator: 1, denominator: 8});
  });

  test('undecided: no close and no acceptance within 30 d', async () => {
    const measures = await measured(rows);
    expect(find(measures, 'dispositions.undecided')).toMatchObject({numerator: 3, denominator: 8});
  });

  test('by the accountable rep, the ownerless as null', async () => {
    const measures = await measured(rows);
    expect(find(measures, 'dispositions.by_rep', {owner: 'ann'})).toMatchObject({numerator: 2, denominator: 7});
    expect(find(measures, 'dispositions.by_rep', {owner: null})).toMatchObject({numerator: 0, denominator: 1});
  });
});

describe('reasons', () => {
  const rows = [
    closed('rejected', 60, 1, {
      reason: 'Wrong ICP',
      reason_code: 'wrong_icp',
      reason_verdict: 'supported',
      needs_contact: false,
    }),
    closed('rejected', 60, 1, {
      reason: 'Wrong ICP',
      reason_code: 'wrong_icp',
      reason_verdict: 'contradicted',
      needs_contact: false,
    }),
    closed('rejected', 60, 1, {reason: 'Not a fit', reason_vague: true, attempts: 0}),
    closed('rejected', 60, 1, {reason: ' not a FIT', reason_vague: true, attempts: 1}),
    closed('disqualified', 60, 1, {reason: 'Not a fit', reason_vague: true, attempts: 2}),
    closed('disqualified', 60, 1, {reason_blank: true, attempts: 0}),
    closed('recycled', 60, 1, {reason: 'Not a fit', reason_vague: true}),
  ];

  test('counts by code, and by text under its most frequent spelling; they sum to the closes', async () => {
    const measures = await measured(rows);
    const reason = (name: string | null) => find(measures, 'dispositions.reasons', {reason: name});
    expect(reason('wrong_icp')).toMatchObject({value: 2, denominator: 6, unit: 'count'});
    expect(reason('Not a fit')).toMatchObject({value: 3});
    expect(reason(null)).toMatchObject({value: 1});
    const counts = measures.filter(({id}) => id === 'dispositions.reasons');
    expect(counts.reduce((sum, {value}) => sum + (value ?? 0), 0)).toBe(6);
  });

  test.each([
    ['dispositions.vague', 3, 6],
    ['dispositions.blank', 1, 6],
    ['dispositions.untouched', 2, 4],
  ])('%s: %i of %i, recycled out', async (id, numerator, denominator) => {
    expect(find(await measured(rows), id)).toMatchObject({numerator, denominator, value: numerator / denominator});
  });

  test('the lead’s own data say whether the reason is true', async () => {
    const measures = await measured(rows);
    expect(find(measures, 'dispositions.verified', {verdict: 'contradicted'})).toMatchObject({
      numerator: 1,
      denominator: 2,
      value: 0.5,
    });
    expect(find(measures, 'dispositions.verified', {reason: 'wrong_icp', verdict: 'supported'})).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  test('hundreds of free texts become fifty and the rest', () => {
    const texts = Array.from({length: 60}, (_, index) => ({
      reason: `text ${index}`,
      coded: false,
      n: 100 - index,
      vague: 0,
      blank: 0,
    }));
    const list = shortList([{reason: 'spam', coded: true, n: 1, vague: 0, blank: 0}, ...texts]);
    expect(list).toHaveLength(52);
    expect(list.at(-1)).toEqual({reason: OTHER_TEXTS, n: texts.slice(50).reduce((sum, {n}) => sum + n, 0)});
  });
});

describe('reasons that claim attempts', () => {
  const gone = (attempts: number, more = {}) =>
    closed('disqualified', 60, 5, {reason_code: 'unreachable', attempts, ...more});

  test('median and share under six; a lead that was reached needs no more, and recycled leads are out', async () => {
    const measures = await measured([
      ...[0, 2, 6, 7].map(attempts => gone(attempts)),
      gone(1, {first_contact_at: daysBefore(58)}),
      gone(0, {close_kind: 'recycled'}),
      gone(0, {reason_code: 'wrong_icp'}),
    ]);
    // 0 1 2 6 7
    expect(find(measures, 'dispositions.attempts', {reason: 'unreachable'})).toMatchObject({value: 2, n: 5});
    expect(find(measures, 'dispositions.underworked', {reason: 'unreachable'})).toMatchObject({
      numerator: 2,
      denominator: 5,
    });
  });

  test('no reason claims any', async () => {
    const silent = smallDefinitions({dispositions: {contact_required: null, reasons: [wrongIcp]}});
    const measures = await withHandoffs([gone(0)], session =>
      measureDispositions(session, model({definitions: silent}), NO_GATES),
    );
    expect(find(measures, 'dispositions.underworked')).toMatchObject({status: 'not_measurable', value: null});
  });
});

describe('does the reason depend on the rep', () => {
  const by = (actor: string, code: string, count: number) =>
    Array.from({length: count}, () => closed('rejected', 60, 1, {close_actor_id: actor, reason_code: code}));

  test('a table of 30 10 / 10 30: chi-square 20, phi 0.5, corrected by Bergsma', async () => {
    const measures = await measured([
      ...by('a', 'x', 30),
      ...by('a', 'y', 10),
      ...by('b', 'x', 10),
      ...by('b', 'y', 30),
    ]);
    // phi2 0.25 - 1/79, size 2 - 1/79: sqrt(0.2373418 / 0.9873418)
    expect(find(measures, 'dispositions.consistency', {what: 'v'}).value).toBeCloseTo(0.49029, 6);
    expect(find(measures, 'dispositions.consistency', {what: 'p'}).value).toBeCloseTo(7.744e-6, 8);
  });

  test('nineteen rejections tell nothing', async () => {
    const measures = await measured([...by('a', 'x', 10), ...by('b', 'y', 9)]);
    expect(find(measures, 'dispositions.consistency', {what: 'v'})).toMatchObject({value: null, status: 'small_n'});
  });
});

describe('rejected by speed', () => {
  const touched = (source: string, sla_state: string, rejected: number, n: number) =>
    Array.from({length: n}, (_, index) => ({
      source,
      sla_state,
      mql_at: daysBefore(60),
      ...(index < rejected ? {close_kind: 'rejected', closed_at: daysBefore(50)} : {}),
    }));
  const rows = [
    ...touched('Demo', 'met', 2, 20),
    ...touched('Demo', 'breached_late', 8, 20),
    ...touched('List', 'met', 10, 20),
    ...touched('List', 'breached_late', 14, 20),
    // nine late ones are no stratum; nobody touched is in neither arm
    ...touched('Event', 'met', 0, 20),
    ...touched('Event', 'breached_late', 9, 9),
    ...touched('Demo', 'breached_closed', 20, 20),
    {source: 'Demo', sla_state: 'met', mql_at: daysBefore(10)},
  ];

  test('late less fast within sources: 0.3 and 0.2 of equal strata is 0.25', async () => {
    const measures = await measured(rows);
    const found = (what: string) => find(measures, 'dispositions.rejection_by_speed', {what});
    expect(found('fast')).toMatchObject({numerator: 12, denominator: 60, excluded: {young: 1}});
    expect(found('late')).toMatchObject({numerator: 31, denominator: 49});
    expect(found('difference')).toMatchObject({n: 80, status: 'ok', excluded: {young: 1, unsupported: 29}});
    expect(found('difference').value).toBeCloseTo(0.25, 12);
    // (8 * 20 + 14 * 20) / (2 * 20 + 10 * 20)
    expect(found('ratio').value).toBeCloseTo(22 / 12, 12);
  });

  test('nineteen rejections are too few', async () => {
    const measures = await measured([...touched('Demo', 'met', 9, 20), ...touched('Demo', 'breached_late', 10, 20)]);
    expect(find(measures, 'dispositions.rejection_by_speed', {what: 'difference'}).status).toBe('small_n');
  });
});

describe('what is missing', () => {
  test.each([
    ['dispositions.untouched', ['activities'], 'add activities to the export'],
    [
      'dispositions.vague',
      ['leads.rejection_reason', 'dispositions'],
      'add leads.rejection_reason or dispositions.reason to the export',
    ],
    [
      'dispositions.rejection',
      ['leads.rejected_at', 'dispositions', 'stage_history'],
      'add leads.rejected_at or dispositions or stage_history to the export',
    ],
  ])('%s without %j', async (id, without, reason) => {
    expect(find(await measured([{}], without), id)).toMatchObject({value: null, status: 'not_measurable', reason});
  });

  test('too few reasons given: nothing is verified', async () => {
    expect(find(await measured([{}], [], gate('G14', 'hard')), 'dispositions.verified').status).toBe('not_measurable');
  });
});
