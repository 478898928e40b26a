import {type Curve, percentile} from '../methods/kaplan-meier.ts';
import type {Measure, Segment} from '../result.ts';
import {percent, shortDuration} from '../words.ts';
import {answeredBy, answeredOn, curveOf, logLog} from './curve.ts';
import {estimate} from './measure.ts';
import type {Dimension, SegmentedWaits, Segments} from './response-waits.ts';
import {keysBySegment} from './steps.ts';

/** METHODS 0.9: fewer leads have no distribution-free limits. */
export const PERCENTILES = [
  {id: 'response.p50', p: 0.5, min_n: 6},
  {id: 'response.p75', p: 0.75, min_n: 13},
  {id: 'response.p90', p: 0.9, min_n: 36},
  {id: 'response.p95', p: 0.95, min_n: 72},
];

/** Seconds; METHODS 1.5. */
export const EDGES = [300, 1800, 3600, 14_400, 86_400, 172_800];

/** METHODS 0.9, a percentage. */
const MIN_SHARE = 10;

/** Handoffs kept off the curve, by reason. */
export type Excluded = Measure['excluded'];

/** The curve of each segment of a dimension, by its name. */
export function curvesBy(waits: SegmentedWaits, dimension: Dimension, segments: Segments): [string | null, Curve][] {
  const names = segments[dimension];
  return keysBySegment(waits.keys, waits.numbers(dimension), names.length).map((keys, no) => [
    names[no] ?? null,
    curveOf(keys),
  ]);
}

/** p50 to p95 with log-log limits; null where too few were ever answered (METHODS 1.4). */
export function percentileMeasures(curve: Curve, segment: Segment, excluded: Excluded): Measure[] {
  const answered = answeredOn(curve);
  return PERCENTILES.map(({id, p, min_n}) => {
    const {value, low, high} = percentile(curve, p);
    return estimate(id, segment, {
      unit: 'seconds',
      value,
      n: curve.n,
      numerator: answered,
      denominator: curve.n,
      interval: logLog(low, high),
      min_n,
      note: value === null && curve.n > 0 ? `not reached: ${percent(answered / curve.n)} answered so far` : null,
      excluded,
    });
  });
}

/** Cumulative share answered by an edge; null beyond the longest follow-up. */
export function withinMeasure(curve: Curve, edge: number, segment: Segment, excluded: Excluded): Measure {
  const found = answeredBy(curve, edge);
  return estimate(
    'response.within',
    {...segment, edge: shortEdge(edge)},
    {
      unit: 'share',
      value: found?.share ?? null,
      n: curve.n,
      interval: found === null ? null : logLog(found.low, found.high),
      min_n: MIN_SHARE,
      pending: found === null && curve.n > 0 ? 'no handoff has been followed that long' : null,
      excluded,
    },
  );
}

/** `5m`, `24h`, `48h`: the edges of METHODS 1.5 never turn into days. */
export function shortEdge(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : shortDuration(seconds);
}
