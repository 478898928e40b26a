import type {Measure, Segment} from '../../../src/result.ts';
import {rows} from '../rows.ts';
import type {Story} from '../story.ts';

function measure(id: string, segment: Segment, found: Partial<Measure>): Measure {
  return {
    id,
    segment,
    value: null,
    unit: 'ratio',
    n: null,
    numerator: null,
    denominator: null,
    interval: null,
    status: 'ok',
    reason: null,
    excluded: {},
    ...found,
  };
}

/** An AUC with its standard error, of 400 leads. */
const power = (quarter: string | null, auc: number, error: number, conversions = 100, young = 0) =>
  measure('score.auc', quarter === null ? {what: 'sql'} : {quarter, what: 'sql'}, {
    value: auc,
    n: 400,
    numerator: conversions,
    denominator: 400,
    interval: {low: auc - 1.96 * error, high: Math.min(1, auc + 1.96 * error), method: 'delong'},
    excluded: {young},
  });

const share = (id: string, segment: Segment, x: number, n: number) =>
  measure(id, segment, {value: x / n, n, numerator: x, denominator: n, unit: 'share'});

const sides = (above: number, below: number, n: number, low: number, high: number) => [
  share('score.threshold', {what: 'above'}, above, n),
  share('score.threshold', {what: 'below'}, below, n),
  measure(
    'score.threshold',
    {what: 'difference'},
    {
      value: (above - below) / n,
      n: 2 * n,
      interval: {low, high, method: 'newcombe'},
    },
  ),
];

const band = (bucket: string, x: number, n: number) => share('score.calibration', {bucket}, x, n);

const handoffs = rows(60, {score_at_mql: 70, quarter: '2026-Q2'});

export const SCORE: Readonly<Record<string, readonly Story[]>> = {
  'score-power': [
    {
      story: 'surely near a coin',
      tables: {handoffs},
      measures: [power(null, 0.7, 0.01), power('2026-Q2', 0.52, 0.03)],
      finds: ['score-power confirmed'],
    },
    {
      story: 'surely near a coin, and seven of its leads are too young',
      tables: {handoffs},
      measures: [power('2026-Q2', 0.52, 0.03, 100, 7)],
      finds: ['score-power confirmed'],
      says: [/7 more leads of 2026-Q2 are too young to count\.$/],
    },
    {
      story: 'it cannot be told from a coin, nor from a good score',
      tables: {handoffs},
      measures: [power('2026-Q2', 0.6, 0.06)],
      finds: ['score-power likely'],
    },
    {
      story: 'a soft gate',
      tables: {handoffs},
      gates: [{id: 'G7', state: 'soft'}],
      measures: [power('2026-Q2', 0.52, 0.03)],
      finds: ['score-power likely'],
    },
    {
      story: 'the lower limit is just above a coin',
      tables: {handoffs},
      measures: [power('2026-Q2', 0.57, 0.035)],
      finds: [],
    },
    {
      story: 'no quarter has thirty conversions, and all together are good',
      tables: {handoffs},
      measures: [power(null, 0.7, 0.03, 45), power('2026-Q1', 0.5, 0.06, 16), power('2026-Q2', 0.5, 0.06, 29)],
      finds: [],
    },
    {
      story: 'the threshold separates nothing, on many',
      tables: {handoffs},
      measures: sides(200, 200, 1000, -0.035, 0.035),
      finds: ['score-power/threshold confirmed'],
    },
    {
      story: 'the threshold separates nothing that shows',
      tables: {handoffs},
      measures: sides(20, 19, 100, -0.1, 0.12),
      finds: ['score-power/threshold likely'],
    },
    {story: 'the threshold separates', tables: {handoffs}, measures: sides(30, 10, 100, 0.09, 0.31), finds: []},
    {
      story: 'the threshold separates a little, surely',
      tables: {handoffs},
      measures: sides(2300, 2000, 10_000, 0.018, 0.042),
      finds: [],
    },
    {story: 'too few just below', tables: {handoffs}, measures: sides(6, 6, 29, -0.2, 0.2), finds: []},
    {
      story: 'the highest scores convert worse',
      tables: {handoffs},
      measures: [band('<20', 4, 100), band('20-40', 30, 100), band('>=80', 10, 100)],
      finds: ['score-power/band >=80 confirmed'],
    },
    {
      story: 'a dent that chance explains, and one that is too small',
      tables: {handoffs},
      measures: [band('<20', 12, 100), band('20-40', 9, 100), band('40-60', 3000, 10_000), band('60-80', 2800, 10_000)],
      finds: [],
    },
  ],

  'score-drift': [
    {
      // z = 0.2 / 0.0424 = 4.7 against each of the two before
      story: 'a fifth is lost in a quarter',
      tables: {handoffs},
      measures: [power('2025-Q4', 0.75, 0.03), power('2026-Q1', 0.75, 0.03), power('2026-Q2', 0.55, 0.03)],
      finds: ['score-drift/2026-Q2 confirmed'],
    },
    {
      story: 'a fifth is lost in a quarter of which seven leads are too young',
      tables: {handoffs},
      measures: [power('2026-Q1', 0.75, 0.03), power('2026-Q2', 0.55, 0.03, 100, 7)],
      finds: ['score-drift/2026-Q2 confirmed'],
      says: [/7 more leads of 2026-Q2 are too young to count/],
    },
    {
      story: 'it got better',
      tables: {handoffs},
      measures: [power('2026-Q1', 0.55, 0.03), power('2026-Q2', 0.75, 0.03)],
      finds: [],
    },
    {
      // z = 0.1 / 0.0424 = 2.36, p = .018: alone it shows, among 15 pairs of equals it does not
      story: 'the worst of six alike',
      tables: {handoffs},
      measures: ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'].map((quarter, index) =>
        power(quarter, index === 5 ? 0.62 : index === 0 ? 0.72 : 0.67, 0.03),
      ),
      finds: [],
    },
    {
      // z = 0.075 / 0.0424 = 1.77, p = .077: q is in reach, the limit is not
      story: 'a loss that is likely',
      tables: {handoffs},
      measures: [power('2026-Q1', 0.7, 0.03), power('2026-Q2', 0.625, 0.03)],
      finds: ['score-drift/2026-Q2 likely'],
    },
    {
      story: 'sure, and too small to matter',
      tables: {handoffs},
      measures: [power('2026-Q1', 0.7, 0.003), power('2026-Q2', 0.66, 0.003)],
      finds: [],
    },
    {
      story: 'twenty-nine conversions',
      tables: {handoffs},
      measures: [power('2026-Q1', 0.75, 0.03), power('2026-Q2', 0.5, 0.03, 29)],
      finds: [],
    },
  ],
};
