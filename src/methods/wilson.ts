import {Z_95} from './distributions.ts';

export interface ShareLimits {
  share: number;
  low: number;
  high: number;
}

/** Wilson's score interval of a share, 95% (METHODS 0.6); null where nothing was counted. */
export function wilson(x: number, n: number): ShareLimits | null {
  if (n === 0) return null;
  const share = x / n;
  const z2 = Z_95 ** 2;
  const center = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // at the ends the limit is the end itself; rounding would put it next to it
  return {share, low: x === 0 ? 0 : center - half, high: x === n ? 1 : center + half};
}
