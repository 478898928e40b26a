import type {Session} from '../engine/session.ts';
import {type Curve, kaplanMeier, percentile} from '../methods/kaplan-meier.ts';
import type {Interval, Measure, Segment} from '../result.ts';
import {percent, shortDuration} from '../words.ts';
import {answeredBy, answeredOn} from './answered.ts';
import {estimate} from './measure.ts';
import {allRows, rowsBySegment, stepsOf, type Waits} from './steps.ts';

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

export const CLOCKS = ['buyer', 'rep'] as const;
export const TIMES = ['wall', 'business'] as const;
export const DIMENSIONS = ['source', 'owner', 'team', 'week'] as const;

export type Clock = (typeof CLOCKS)[number];
export type Time = (typeof TIMES)[number];
type CurveDimension = (typeof DIMENSIONS)[number];

/** Handoffs kept off the curve, by reason; of the whole and of each segment. */
export type Excluded = Measure['excluded'];

/** The waits on one clock; the buyer's with the number of each row's segment. */
export interface ClockWaits extends Waits {
  segments: Partial<Record<CurveDimension, Float64Array>>;
}

export async function readWaits(session: Session, clock: Clock, time: Time): Promise<ClockWaits> {
  const [at, answered, ...numbers] = await session.numbers(
    clock === 'buyer' ? buyerWaits(`buyer_${time}`) : repWaits(`rep_${time}`),
  );
  const segments = Object.fromEntries(numbers.map((column, index) => [DIMENSIONS[index], column]));
  return {time: at as Float64Array, answered: answered as Float64Array, segments};
}

const buyerWaits = (time: string) => /* sql */ `
  select ${time}::double, answered::double, source_no::double, owner_no::double, team_no::double, week_no::double
  from curve_handoffs
  order by ${time}, answered desc`;

const repWaits = (time: string) => /* sql */ `
  select ${time}::double, answered::double
  from curve_handoffs
  where on_rep_clock
  order by ${time}, answered desc`;

export function curveOf(waits: Waits): Curve {
  return kaplanMeier(stepsOf(waits, allRows(waits)));
}

/** The curve of each segment, by its number. */
export function curvesBy(waits: ClockWaits, dimension: CurveDimension, segments: number): Curve[] {
  const numbers = waits.segments[dimension] ?? new Float64Array();
  return rowsBySegment(numbers, segments).map(rows => kaplanMeier(stepsOf(waits, rows)));
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
      interval: value === null && low === null ? null : logLog(low, high),
      min_n,
      note: value === null ? `not reached: ${percent(answered / curve.n)} answered so far` : null,
      excluded,
    });
  });
}

/** Cumulative share answered by an edge; null beyond the longest follow-up. */
export function withinMeasure(curve: Curve, edge: number, segment: Segment, excluded: Excluded): Measure {
  const found = answeredBy(curve, edge);
  return estimate('response.within', {edge: shortEdge(edge), ...segment}, {
    unit: 'share',
    value: found?.share ?? null,
    n: curve.n,
    interval: found === null || found.low === null ? null : logLog(found.low, found.high),
    min_n: MIN_SHARE,
    pending: found === null && curve.n > 0 ? 'no handoff has been followed that long' : null,
    excluded,
  });
}

/** `5m`, `24h`, `48h`: the edges of METHODS 1.5 never turn into days. */
export function shortEdge(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600}h` : shortDuration(seconds);
}

function logLog(low: number | null, high: number | null): Interval {
  return {low, high, method: 'log-log'};
}
