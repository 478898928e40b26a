import type {Interval} from '../result.ts';

interface Estimate {
  value: number | null;
  interval: Interval | null;
}

/**
 * -1, 1: the new value lies beyond noise below or above the old one, which its interval excludes (SPEC 11); else 0. So must the old
 * interval exclude the new value: none of 10 leads says little, and one of 22 is no rise from it.
 */
export function moved(old: Estimate, now: Estimate): -1 | 0 | 1 {
  if (old.value === null || !isOwn(now) || holds(old, now.value)) return 0;
  const {low, high} = now.interval;
  // an open limit excludes nothing on its side
  if (low !== null && old.value < low) return 1;
  if (high !== null && old.value > high) return -1;
  return 0;
}

/** A finding may carry the interval of a difference, or the limits of chance: that says nothing about its own value. */
function isOwn(estimate: Estimate): estimate is {value: number; interval: Interval} {
  return estimate.value !== null && estimate.interval !== null && within(estimate.value, estimate.interval);
}

/** An open limit holds nothing back either: a percentile that was reached and is not any more has moved. */
function holds(estimate: Estimate, other: number): boolean {
  if (!isOwn(estimate)) return false;
  const {low, high} = estimate.interval;
  return low !== null && high !== null && other >= low && other <= high;
}

function within(value: number, {low, high}: Interval): boolean {
  return value >= (low ?? value) && value <= (high ?? value);
}

/** The same for counts of leads, which carry no interval: 95% limits of the difference of two Poisson counts. */
export function countMoved(old: number | null, now: number | null): -1 | 0 | 1 {
  if (old === null || now === null || !Number.isInteger(old) || !Number.isInteger(now) || old < 0 || now < 0) return 0;
  return Math.abs(now - old) <= 1.96 * Math.sqrt(old + now) ? 0 : now > old ? 1 : -1;
}
