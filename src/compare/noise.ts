import type {Interval} from '../result.ts';

/** -1, 1: the new value lies beyond noise below or above the old one, whose value its interval excludes; else 0 (SPEC 11). */
export function moved(old: number | null, now: number | null, interval: Interval | null): -1 | 0 | 1 {
  if (old === null || now === null || interval === null) return 0;
  // a finding may carry the interval of a difference, or the limits of chance: that says nothing about its own value
  if (now < (interval.low ?? now) || now > (interval.high ?? now)) return 0;
  // an open limit excludes nothing on its side
  if (interval.low !== null && old < interval.low) return 1;
  if (interval.high !== null && old > interval.high) return -1;
  return 0;
}

/** The same for counts of leads, which carry no interval: 95% limits of the difference of two Poisson counts. */
export function countMoved(old: number | null, now: number | null): -1 | 0 | 1 {
  if (old === null || now === null || !Number.isInteger(old) || !Number.isInteger(now) || old < 0 || now < 0) return 0;
  return Math.abs(now - old) <= 1.96 * Math.sqrt(old + now) ? 0 : now > old ? 1 : -1;
}
