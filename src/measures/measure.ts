import {wilson} from '../methods/wilson.ts';
import type {Interval, Measure, Segment, Status, Unit} from '../result.ts';

/** METHODS 0.9: below it a percentage is not printed, only its fraction. */
const MIN_SHARE = 10;

/** What a measure may say beyond its number. */
export interface Extra {
  excluded?: Measure['excluded'];
  /** Why the number is not final yet, e.g. a week with leads that are not due. */
  pending?: string | null;
}

/** x of n with Wilson's interval (METHODS 0.6); no value where n is 0. */
export function shareOf(id: string, segment: Segment, x: number, n: number, extra: Extra = {}): Measure {
  const limits = wilson(x, n);
  return {
    id,
    segment,
    value: limits?.share ?? null,
    unit: 'share',
    n,
    numerator: x,
    denominator: n,
    interval: limits === null ? null : {low: limits.low, high: limits.high, method: 'wilson'},
    ...standingOf(n, MIN_SHARE, extra),
    excluded: extra.excluded ?? {},
  };
}

/** A count stands in value and numerator; n and denominator are what it is a part of (SPEC 13). */
export function countOf(id: string, segment: Segment, count: number, of: number, extra: Extra = {}): Measure {
  return {
    id,
    segment,
    value: count,
    unit: 'count',
    n: of,
    numerator: count,
    denominator: of,
    interval: null,
    ...standingOf(Number.POSITIVE_INFINITY, 0, extra),
    excluded: extra.excluded ?? {},
  };
}

interface Estimate extends Extra {
  unit: Unit;
  value: number | null;
  n: number;
  numerator?: number | null;
  denominator?: number | null;
  interval?: Interval | null;
  /** METHODS 0.9: the status is `small_n` below it. */
  min_n?: number;
  /** Said beside a value of null that is itself an answer, e.g. a percentile nobody has reached. */
  note?: string | null;
}

/** Any other number: a duration, a ratio, a share read off a curve. */
export function estimate(id: string, segment: Segment, found: Estimate): Measure {
  const {unit, value, n, numerator = null, denominator = null, interval = null, min_n = 1, note = null} = found;
  const standing = standingOf(n, min_n, found);
  return {
    id,
    segment,
    value,
    unit,
    n,
    numerator,
    denominator,
    interval,
    status: standing.status,
    reason: standing.reason ?? note,
    excluded: found.excluded ?? {},
  };
}

/** The reason names what to add to the export or to the definitions. */
export function notMeasurable(id: string, unit: Unit, reason: string, segment: Segment = {}): Measure {
  return {
    id,
    segment,
    value: null,
    unit,
    n: null,
    numerator: null,
    denominator: null,
    interval: null,
    status: 'not_measurable',
    reason,
    excluded: {},
  };
}

function standingOf(n: number, min: number, {pending = null}: Extra): {status: Status; reason: string | null} {
  if (pending !== null) return {status: 'pending', reason: pending};
  if (n >= min) return {status: 'ok', reason: null};
  return {status: 'small_n', reason: n === 0 ? 'nothing to count' : `n is ${n}; it takes ${min}`};
}
