import {Z_95} from './distributions.ts';

export interface LiftLimits {
  lift: number;
  low: number;
  high: number;
}

/**
 * How many times as often x of n happens as in the whole (X of N) that n is a part of, with 95% limits on the log ratio
 * (METHODS 6). The part and the rest are independent, not the part and the whole: the variance is the delta method's for
 * log(x / n) - log(X / N) in the two independent shares. Null where nothing happened in the part.
 */
export function lift(x: number, n: number, X: number, N: number): LiftLimits | null {
  if (x === 0 || n === 0) return null;
  const ratio = x / n / (X / N);
  const [restX, restN] = [X - x, N - n];
  const part = (1 - x / n) / x;
  const rest = restX === 0 ? 0 : (1 - restX / restN) / restX;
  const se = restX === 0 ? Math.sqrt(part) : (restX / X) * Math.sqrt(part + rest);
  return {lift: ratio, low: ratio * Math.exp(-Z_95 * se), high: ratio * Math.exp(Z_95 * se)};
}
