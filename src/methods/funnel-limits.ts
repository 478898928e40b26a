import {binomial} from './discrete.ts';

/** METHODS 1.7: outside the 95% limits is "watch", outside the 99.8% limits is "outside". */
export const WATCH = 0.05;
export const OUTSIDE = 0.002;

/** Fewer reps than this say nothing about overdispersion (METHODS 1.7). */
const MIN_UNITS = 10;

/** Share of z values winsorised at each end (Spiegelhalter 2005, METHODS source 8). */
const WINSORISED = 0.1;

/**
 * Counts between which x of n is not distinguishable from the team's share (METHODS 1.7): the exact binomial quantiles
 * at alpha/2 and 1 - alpha/2, moved away from the centre by sqrt(phi). x < low or x > high is beyond them.
 */
export function funnelLimits(n: number, share: number, alpha: number, phi = 1): {low: number; high: number} {
  const {weights, total} = binomial(n, share);
  const tail = (alpha / 2) * total;
  // R's slack, for a quantile that falls exactly on a step
  const slack = tail * 64 * Number.EPSILON;
  let low = 0;
  for (let below = weights[0] as number; below < tail - slack; below += weights[low] as number) low++;
  let high = n;
  for (let above = weights[n] as number; high > 0 && above <= tail + slack; above += weights[high] as number) high--;
  const center = n * share;
  const widened = Math.sqrt(phi);
  return {
    low: widened === 1 ? low : Math.max(0, center - (center - low) * widened),
    high: widened === 1 ? high : Math.min(n, center + (high - center) * widened),
  };
}

/**
 * Overdispersion phi, the mean winsorised z squared; at least 1, and 1 for fewer than 10 reps (METHODS 1.7). Each z is about
 * what is expected of this rep, as his limits are: who has the harder promises is not spread.
 */
export function overdispersion(units: readonly {x: number; n: number; expected: number}[]): number {
  const counted = units.filter(({n, expected}) => expected > 0 && expected < n);
  if (counted.length < MIN_UNITS) return 1;
  const z = counted
    .map(({x, n, expected}) => (x - expected) / Math.sqrt(expected * (1 - expected / n)))
    .sort((a, b) => a - b);
  const cut = Math.floor(z.length * WINSORISED);
  const lowest = z[cut] as number;
  const highest = z[z.length - 1 - cut] as number;
  const squares = z.reduce((sum, value) => sum + Math.min(highest, Math.max(lowest, value)) ** 2, 0);
  return Math.max(1, squares / z.length);
}
