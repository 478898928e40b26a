import {describe, expect, test} from 'vitest';
import {measureScore} from '../../src/measures/score.ts';
import type {Model} from '../../src/model/model.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {instant, withModel} from '../support/with-model.ts';
import {find, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

// the cut-off is 2026-06-01, the horizon of an SQL 30 days
const FIRST = {quarter: '2026-Q1', mql_at: '2026-02-10T10:00:00'};
const SECOND = {quarter: '2026-Q2', mql_at: '2026-04-10T10:00:00'};
const QUALIFIED = {reached_sql: true, sql_time: '2026-04-20T00:00:00'};

const scored = (count: number, score: number, row: SmallRow = {}) =>
  Array.from({length: count}, () => ({...SECOND, score_at_mql: score, ...row}));

const measured = (rows: readonly SmallRow[], changes: Partial<Model> = {}, without: readonly string[] = []) =>
  withHandoffs(rows, session => measureScore(session, model(changes, without), NO_GATES));

const SQL = {what: 'sql'};

describe('AUC (METHODS 10)', () => {
  /** 80 and 60 qualify, 60, 40 and 20 do not: 80 beats three, 60 beats two and ties one: 5.5 of 6 pairs. */
  const five = [...scored(1, 80, QUALIFIED), ...scored(1, 60, QUALIFIED), ...[60, 40, 20].flatMap(s => scored(1, s))];

  test('5.5 of 6 pairs; DeLong by hand: placements 1 and 5/6, 3/4, 1 and 1', async () => {
    const auc = find(await measured(five), 'score.auc', {...SQL, quarter: '2026-Q2'});
    expect(auc).toMatchObject({
      value: expect.closeTo(5.5 / 6, 12),
      n: 5,
      numerator: 2,
      denominator: 5,
      status: 'small_n',
    });
    expect(auc.reason).toBe('2 conversions and 3 others; it takes 10 of each');
    // (1/72)/2 of the two that qualified and (1/24)/2/3 of the three others: 1/144 each
    expect(auc.interval?.low).toBeCloseTo(5.5 / 6 - 1.959964 * Math.sqrt(2 / 144), 6);
    expect(auc.interval).toMatchObject({high: 1, method: 'delong'});
  });

  test('ten conversions in a quarter are enough to print it; all quarters together stand first', async () => {
    const measures = await measured([...Array(5)].flatMap(() => five));
    expect(find(measures, 'score.auc', {...SQL, quarter: '2026-Q2'})).toMatchObject({
      value: expect.closeTo(5.5 / 6, 12),
      status: 'ok',
    });
    expect(find(measures, 'score.auc', SQL)).toMatchObject({value: expect.closeTo(5.5 / 6, 12), n: 25});
  });

  test('too late is not converted, too young is not judged, a stage without a time is told apart', async () => {
    const measures = await measured([
      ...scored(1, 80, {reached_sql: true, sql_time: '2026-05-10T10:00:00'}),
      // thirty days and a second after the MQL
      ...scored(1, 60, {reached_sql: true, sql_time: '2026-05-10T10:00:01'}),
      ...scored(1, 40, {mql_at: '2026-05-20T10:00:00'}),
      ...scored(1, 20, {reached_sql: true, sql_time: null}),
      ...scored(1, 0, {score_at_mql: null}),
    ]);
    expect(find(measures, 'score.auc', SQL)).toMatchObject({
      value: 1,
      numerator: 1,
      denominator: 2,
      excluded: {young: 1, no_time: 1},
    });
    expect(find(measures, 'score.auc', {...SQL, quarter: '2026-Q2'}).reason).toContain('1 lead younger than 30d');
  });

  test('won is judged after all three horizons: 180 days here, which nobody is old enough for', async () => {
    const measures = await measured(five);
    expect(find(measures, 'score.auc', {what: 'won'})).toMatchObject({value: null, n: 0, excluded: {young: 5}});
    const old = scored(1, 70, {
      quarter: '2025-Q4',
      mql_at: '2025-11-01T00:00:00',
      reached_won: true,
      won_at: '2026-02-01T00:00:00',
    });
    const rest = scored(2, 30, {quarter: '2025-Q4', mql_at: '2025-11-02T00:00:00'});
    expect(find(await measured([...old, ...rest]), 'score.auc', {what: 'won'})).toMatchObject({value: 1, numerator: 1});
  });
});

describe('calibration by fixed bands', () => {
  test('20 points each; the lower edge belongs to the band; what lies beyond to the last', async () => {
    const measures = await measured([
      ...scored(3, 60, QUALIFIED),
      ...scored(7, 79.99),
      ...scored(6, 80, QUALIFIED),
      ...scored(93, 100),
      ...scored(1, 140),
    ]);
    expect(find(measures, 'score.calibration', {bucket: '60-80'})).toMatchObject({numerator: 3, denominator: 10});
    expect(find(measures, 'score.calibration', {bucket: '>=80', quarter: '2026-Q2'})).toMatchObject({
      numerator: 6,
      denominator: 100,
      interval: {method: 'wilson'},
    });
    // 30% below, 6% above
    expect(find(measures, 'score.calibration', {what: 'inversions'})).toMatchObject({value: 1, denominator: 1});
  });

  test.each([
    [0.3, '0.2-0.4'],
    [9, '>=8'],
    [250, '200-300'],
    [1500, '1200-1600'],
  ])('a top score of %d falls into %s', async (score, bucket) => {
    const measures = await measured(scored(10, score));
    expect(find(measures, 'score.calibration', {bucket}).n).toBe(10);
  });

  test('a score from 0 to 1 is a probability: ten at 0.3 led to expect 3, 2 came', async () => {
    const measures = await measured([...scored(2, 0.3, QUALIFIED), ...scored(8, 0.3)]);
    const ratio = find(measures, 'score.calibration', {what: 'expected_to_observed'});
    expect(ratio.value).toBeCloseTo(1.5, 12);
  });
});

describe('the threshold', () => {
  const sides = [
    ...scored(8, 60, QUALIFIED),
    ...scored(12, 69),
    ...scored(30, 70, QUALIFIED),
    ...scored(2, 59, QUALIFIED),
    ...scored(18, 50),
    ...scored(30, 49, QUALIFIED),
  ];
  const written = (mql: object) => ({definitions: smallDefinitions({stages: {mql: mql as never, sql: null}})});
  const leaf = {
    all: [
      {field: 'title', present: true},
      {field: 'Score', gte: 60},
    ],
  };

  test('ten points each side: 40% of 20 above, 10% of 20 below', async () => {
    const measures = await measured(sides, written(leaf));
    expect(find(measures, 'score.threshold', {what: 'above'})).toMatchObject({numerator: 8, denominator: 20});
    expect(find(measures, 'score.threshold', {what: 'below'})).toMatchObject({numerator: 2, denominator: 20});
    const difference = find(measures, 'score.threshold', {what: 'difference', quarter: '2026-Q2'});
    expect(difference).toMatchObject({n: 40, interval: {method: 'newcombe'}, status: 'ok'});
    expect(difference.value).toBeCloseTo(0.3, 12);
  });

  test('“more than” leaves the points themselves below', async () => {
    const measures = await measured(sides, written({field: 'score_at_mql', gt: 60}));
    expect(find(measures, 'score.threshold', {what: 'below'})).toMatchObject({numerator: 10, denominator: 10});
  });

  test.each([
    ['none is written', {field: 'title', present: true}, 'write {field: score_at_mql, gte: ...}'],
    ['one only rules out', {none: [{field: 'score', gte: 60}]}, 'write {field: score_at_mql, gte: ...}'],
    [
      'there are two',
      {
        any: [
          {field: 'score', gte: 60},
          {field: 'score', gte: 40},
        ],
      },
      'several least scores (40, 60)',
    ],
  ])('not measurable where %s', async (_, mql, reason) => {
    const difference = find(await measured(sides, written(mql)), 'score.threshold', {what: 'difference'});
    expect(difference.status).toBe('not_measurable');
    expect(difference.reason).toContain(reason);
  });
});

describe('shift of the scores themselves', () => {
  const quarter = (row: SmallRow, low: number, high: number) => [...scored(low, 10, row), ...scored(high, 90, row)];

  test('half and half against a quarter and three: chi-square 26.67, PSI 0.27', async () => {
    const measures = await measured([...quarter(FIRST, 100, 100), ...quarter(SECOND, 50, 150)]);
    const p = find(measures, 'score.shift', {quarter: '2026-Q2', what: 'chi_square_p'});
    expect(p).toMatchObject({n: 400, status: 'ok'});
    // erfc(sqrt(26.667 / 2))
    expect((p.value ?? 0) / 2.41756388e-7).toBeCloseTo(1, 3);
    expect(find(measures, 'score.shift', {quarter: '2026-Q2', what: 'psi'}).value).toBeCloseTo(0.2696, 4);
  });

  test('199 a side are too few', async () => {
    const measures = await measured([...quarter(FIRST, 100, 99), ...quarter(SECOND, 100, 100)]);
    expect(find(measures, 'score.shift', {quarter: '2026-Q2', what: 'psi'})).toMatchObject({
      status: 'small_n',
      reason: '199 and 200 scored leads; it takes 200 a side',
    });
  });

  test('one quarter has nothing to be compared with', async () => {
    const measures = await measured(scored(10, 50));
    expect(find(measures, 'score.shift', {what: 'psi'}).reason).toContain('one quarter');
  });
});

test.each([
  ['today’s score alone', ['leads.score_at_mql'], 'it contains what happened afterwards'],
  ['no score at all', ['leads.score_at_mql', 'leads.score'], 'add leads.score_at_mql to the export'],
])('%s: not measurable', async (_, without, reason) => {
  const measures = await measured([{}], {}, without);
  expect(measures.map(({id}) => id)).toEqual([
    'score.auc',
    'score.auc',
    'score.calibration',
    'score.threshold',
    'score.shift',
  ]);
  for (const measure of measures) {
    expect(measure).toMatchObject({value: null, status: 'not_measurable'});
    expect(measure.reason).toContain(reason);
  }
});

test('the score belongs to the cycle that the lead’s own MQL column started', async () => {
  const leads = [
    {lead_id: 'twice', created_at: '2026-01-05T10:00:00', mql_at: '2026-03-05T10:00:00', score_at_mql: 80},
    {lead_id: 'once', created_at: '2026-01-06T10:00:00', mql_at: null, score_at_mql: 40},
  ].map(lead => ({...lead, rejected_at: lead.lead_id === 'twice' ? '2026-02-01T10:00:00' : null}));
  const stage_history = [
    {lead_id: 'twice', at: '2026-01-05T10:00:00', to_stage: 'mql'},
    {lead_id: 'once', at: '2026-01-07T10:00:00', to_stage: 'mql'},
  ];
  const handoffs = await withModel(
    {leads, stage_history},
    session => session.rows('select lead_id, cycle, score_at_mql from handoffs order by lead_id, cycle'),
    smallDefinitions(),
    {asOf: instant('2026-06-01T00:00:00Z')},
  );
  expect(handoffs).toEqual([
    {lead_id: 'once', cycle: 1, score_at_mql: 40},
    {lead_id: 'twice', cycle: 1, score_at_mql: null},
    {lead_id: 'twice', cycle: 2, score_at_mql: 80},
  ]);
});
