import {chiSquareTail} from '../methods/distributions.ts';
import {wilson} from '../methods/wilson.ts';

/** One week of a rule: the leads that can be told, and those that went elsewhere. */
export interface RuleWeek {
  week: string;
  n: number;
  x: number;
}

/** How a rule is followed now: since its last change beyond noise, else over the whole window. */
export interface Practice {
  /** The week of the change; null where there is none. */
  since: string | null;
  n: number;
  x: number;
  /** The weeks before the change. */
  before: {n: number; x: number} | null;
}

/** Chance of a split at least as sharp, corrected for the number of weeks that were tried. */
const NOISE = 0.01;
/** A side with fewer leads tells no practice. */
const MIN_SIDE = 10;
/** A change of fewer points is found where there are very many leads, and is none. */
const MIN_POINTS = 0.2;

/**
 * The split of the weeks that maximises the binomial likelihood ratio of "two rates" against "one rate". It counts only
 * where chance would hardly do it: chi-square with 1 df, times the splits tried (Bonferroni). The earlier split wins a tie.
 */
export function practiceOf(weeks: readonly RuleWeek[]): Practice {
  const ordered = weeks.toSorted((a, b) => (a.week < b.week ? -1 : 1));
  const whole = total(ordered);
  let best: {at: number; gain: number} | null = null;
  let tried = 0;
  for (let at = 1; at < ordered.length; at++) {
    const [before, after] = [total(ordered.slice(0, at)), total(ordered.slice(at))];
    if (before.n < MIN_SIDE || after.n < MIN_SIDE) continue;
    tried++;
    const gain = 2 * (logLikelihood(before) + logLikelihood(after) - logLikelihood(whole));
    if (best === null || gain > best.gain) best = {at, gain};
  }
  if (best === null || tried * chiSquareTail(best.gain, 1) >= NOISE) return {since: null, ...whole, before: null};
  const [before, after] = [total(ordered.slice(0, best.at)), total(ordered.slice(best.at))];
  if (Math.abs(after.x / after.n - before.x / before.n) < MIN_POINTS) return {since: null, ...whole, before: null};
  return {since: ordered[best.at]?.week ?? null, ...after, before};
}

/** METHODS 8, rule drift: surely more than `limit` of the leads do not go where the rule says. */
export function drifted({n, x}: Practice, {above, min_leads}: {above: number; min_leads: number}): boolean {
  const limits = wilson(x, n);
  return limits !== null && n >= min_leads && limits.low > above;
}

function total(weeks: readonly RuleWeek[]): {n: number; x: number} {
  return {n: weeks.reduce((sum, {n}) => sum + n, 0), x: weeks.reduce((sum, {x}) => sum + x, 0)};
}

function logLikelihood({n, x}: {n: number; x: number}): number {
  return part(x, n) + part(n - x, n);
}

function part(count: number, n: number): number {
  return count === 0 ? 0 : count * Math.log(count / n);
}
