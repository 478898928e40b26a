import {describe, expect, test} from 'vitest';
import {measureSplit} from '../../src/measures/ledger-split.ts';
import {type Split, splitSentence} from '../../src/measures/split-sentence.ts';
import type {Model} from '../../src/model/model.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import type {Measure} from '../../src/result.ts';
import {find, gate, model, NO_GATES, withHandoffs} from './handoffs-table.ts';

const AUTUMN = {quarter: '2025-Q4', month: '2025-10', at: '2025-10-02T14:00:00'};
const WINTER = {quarter: '2026-Q1', month: '2026-01', at: '2026-01-05T14:00:00'};

/** `n` leads of a period, the first `x` of them SQLs a day later. */
function leads({at, ...period}: typeof AUTUMN, x: number, n: number, more: SmallRow = {}): SmallRow[] {
  return Array.from({length: n}, (_, index) => ({
    ...period,
    start_at: at,
    mql_at: at,
    team: null,
    ...more,
    ...(index < x ? {reached_sql: true, sql_time: at.replace('T14', 'T23')} : {}),
  }));
}

const fast = {outcome: 'responded', wall_seconds: 60};
const slow = {outcome: 'responded', wall_seconds: 200_000};
const unlogged = {outcome: 'unlogged'};

const split = (rows: readonly SmallRow[], changes: Partial<Model> = {}, gates = NO_GATES) =>
  withHandoffs(rows, session => measureSplit(session, model(changes), gates));

const cells = (measures: readonly Measure[], segment = {}) =>
  ['total', 'quality', 'handling', 'rate'].map(cell => find(measures, 'ledger.split', {...segment, cell}));

const QUARTERS = {what: '2025-Q4 to 2026-Q1'};

describe('between two quarters', () => {
  test('half as many are called at once: all of the fall from 20% to 10% is handling', async () => {
    const measures = await split([
      ...leads(AUTUMN, 80, 200, fast),
      ...leads(AUTUMN, 0, 200, slow),
      ...leads(WINTER, 40, 100, fast),
      ...leads(WINTER, 0, 300, slow),
    ]);
    const [total, quality, handling, rate] = cells(measures, QUARTERS);
    expect(total?.value).toBeCloseTo(-0.1, 12);
    expect(total).toMatchObject({
      n: 800,
      status: 'ok',
      reason: expect.stringMatching(
        /^2025-Q4 20% \(80 of 400\), 2026-Q1 10% \(40 of 400\): of the 10.0-point fall, 10.0 is slower handling/,
      ),
    });
    expect(handling?.value).toBeCloseTo(-0.1, 12);
    expect(handling?.status).toBe('ok');
    expect(rate).toMatchObject({value: 0, status: 'small_n', reason: expect.stringMatching(/^within noise/)});
    expect(quality).toMatchObject({value: null, status: 'not_measurable'});
  });

  test('the poorer source doubles: all of it is the mix', async () => {
    const measures = await split([
      ...leads(AUTUMN, 80, 200, {...fast, source: 'Demo'}),
      ...leads(AUTUMN, 0, 200, {...fast, source: 'List'}),
      ...leads(WINTER, 40, 100, {...fast, source: 'Demo'}),
      ...leads(WINTER, 0, 300, {...fast, source: 'List'}),
    ]);
    const [, quality, handling, rate] = cells(measures, QUARTERS);
    expect(quality?.value).toBeCloseTo(-0.1, 12);
    expect([handling?.value, rate?.value]).toEqual([0, 0]);
  });

  test('fewer meet the written definition: that is mix too', async () => {
    const measures = await split([
      ...leads(AUTUMN, 80, 200, {...fast, mql_definition: true}),
      ...leads(AUTUMN, 0, 200, {...fast, mql_definition: false}),
      ...leads(WINTER, 40, 100, {...fast, mql_definition: true}),
      ...leads(WINTER, 0, 300, {...fast, mql_definition: false}),
    ]);
    expect(find(measures, 'ledger.split', {...QUARTERS, cell: 'quality'}).value).toBeCloseTo(-0.1, 12);
  });

  // R00 20%, half of the calls 10%, half of the rate 10%, both 5%: each factor (10 + 5) / 2
  test('half the calls at half the rate: 7.5 points each', async () => {
    const measures = await split([
      ...leads(AUTUMN, 80, 200, fast),
      ...leads(AUTUMN, 0, 200, slow),
      ...leads(WINTER, 20, 100, fast),
      ...leads(WINTER, 0, 300, slow),
    ]);
    const [total, , handling, rate] = cells(measures, QUARTERS);
    expect(total?.value).toBeCloseTo(-0.15, 12);
    expect(handling?.value).toBeCloseTo(-0.075, 12);
    expect(rate?.value).toBeCloseTo(-0.075, 12);
  });

  test('SQLs without a logged touch are left out and counted: neither are they neglect, nor does neglect win them', async () => {
    const measures = await split([
      ...leads(AUTUMN, 80, 80, unlogged),
      ...leads(AUTUMN, 32, 320, fast),
      ...leads(WINTER, 40, 40, unlogged),
      ...leads(WINTER, 16, 160, fast),
      ...leads(WINTER, 0, 160),
    ]);
    const [total, , handling, rate] = cells(measures, QUARTERS);
    expect(total).toMatchObject({n: 640, excluded: {unlogged: 120}});
    expect(total?.value).toBeCloseTo(-0.05, 12);
    expect(handling?.value).toBeCloseTo(-0.05, 12);
    expect(rate?.value).toBeCloseTo(0, 12);
  });

  test('young leads and imports are out, a quarter that began before the export too', async () => {
    const rows = [
      ...leads({...AUTUMN, at: '2025-10-20T14:00:00'}, 40, 100, fast),
      ...leads(WINTER, 40, 100, fast),
      ...leads({...WINTER, month: '2026-02', at: '2026-02-05T14:00:00'}, 20, 100, fast),
      ...leads(WINTER, 0, 50, {excluded: 'bulk_import'}),
      ...leads(WINTER, 0, 50, {matured: false}),
    ];
    const [total] = cells(await split(rows), {what: '2026-01 to 2026-02'});
    expect(total).toMatchObject({n: 200});
    expect(total?.value).toBeCloseTo(-0.2, 12);
  });

  test('one quarter is compared with nothing', async () => {
    const measures = await split(leads(WINTER, 40, 100, fast));
    expect(find(measures, 'ledger.split', {what: 'periods', cell: 'total'})).toMatchObject({
      status: 'not_measurable',
      value: null,
      reason: expect.stringContaining('two quarters or months'),
    });
  });
});

describe('sources and teams', () => {
  test('each against the rest, where both sides are large enough', async () => {
    const measures = await split([
      ...leads(WINTER, 40, 100, {...fast, source: 'Demo'}),
      ...leads(WINTER, 10, 100, {...slow, source: 'List'}),
      ...leads(WINTER, 0, 20, {...slow, source: 'Fair'}),
      ...leads(WINTER, 0, 50, {...slow, source: null}),
    ]);
    const total = (source: string) =>
      measures.filter(({segment}) => segment['source'] === source && segment['cell'] === 'total');
    // 40 of 100 against 10 of 120; the blank is nobody's rest
    expect(total('Demo')[0]?.value).toBeCloseTo(0.4 - 10 / 120, 12);
    expect(total('Demo')[0]).toMatchObject({n: 220, reason: expect.stringContaining('-point gap')});
    expect(total('List')).toHaveLength(1);
    expect(total('Fair')).toHaveLength(0);
  });

  test('a team that is called worse because it is sent the list', async () => {
    const measures = await split([
      ...leads(WINTER, 80, 200, {...fast, team: 'a', source: 'Demo'}),
      ...leads(WINTER, 0, 50, {...fast, team: 'a', source: 'List'}),
      ...leads(WINTER, 20, 50, {...fast, team: 'b', source: 'Demo'}),
      ...leads(WINTER, 0, 200, {...fast, team: 'b', source: 'List'}),
    ]);
    // 8% less 32%; Demo is 20% of b and 80% of a, at 40%
    const [total, quality, handling, rate] = cells(measures, {what: 'against the rest', team: 'b'});
    expect(total?.value).toBeCloseTo(-0.24, 12);
    expect(quality?.value).toBeCloseTo(-0.24, 12);
    expect([handling?.value, rate?.value]).toEqual([0, 0]);
  });
});

test('half the work is not logged: how leads were handled cannot be told', async () => {
  const measures = await split(leads(WINTER, 40, 100, fast), {}, gate('G8', 'hard'));
  expect(measures).toMatchObject([{segment: {what: 'periods', cell: 'total'}, status: 'not_measurable'}]);
});

describe('the sentence', () => {
  const told = (quality: number, handling: number, rate: number, noise: number, more: Partial<Split> = {}) => {
    const total = quality + handling + rate;
    return splitSentence({
      names: ['Q1', 'Q2'],
      over_time: true,
      before: {x: 200, n: 1000},
      after: {x: 159, n: 1000},
      parts: {rate_a: 0.2, rate_b: 0.2 + total, total, quality, handling, rate},
      low: total - noise,
      high: total + noise,
      mix_known: true,
      ...more,
    }).replace('Q1 20% (200 of 1,000), Q2 16% (159 of 1,000): ', '');
  };

  test.each<[string, string]>([
    [
      told(-0.009, -0.026, -0.006, 0.005),
      'of the 4.1-point fall, 0.9 is a poorer mix, 2.6 is slower handling, 0.6 is neither',
    ],
    [
      told(-0.009, -0.026, -0.006, 0.02),
      'of the 4.1-point fall, 2.6 is slower handling; the rest is within noise (2.0 points)',
    ],
    [
      told(0.03, -0.071, 0, 0.02),
      'of the 4.1-point fall, 7.1 is slower handling; against it stands a better mix, 3.0; the rest is within noise (2.0 points)',
    ],
    [told(0.01, 0.02, 0.011, 0.03), 'of the 4.1-point rise, no part is beyond noise (3.0 points)'],
    [told(0, -0.01, 0, 0.03), 'no difference beyond noise'],
    [
      told(-0.05, 0.048, 0, 0.03),
      'no difference beyond noise in all, but a poorer mix (-5.0 points) and faster handling (+4.8 points)',
    ],
    [
      told(-0.009, -0.026, -0.006, 0.005, {over_time: false, mix_known: false}),
      'of the 4.1-point gap, 2.6 is slower handling, 0.6 is neither',
    ],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
