import {normalTails} from './distributions.ts';

/** Pooled score test of two shares (METHODS 10, two quarters); null where a side is empty or all outcomes are alike. */
export function twoProportions(x1: number, n1: number, x2: number, n2: number): {z: number; p: number} | null {
  const pooled = (x1 + x2) / (n1 + n2);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  if (!(error > 0 && n1 > 0 && n2 > 0)) return null;
  const z = (x1 / n1 - x2 / n2) / error;
  return {z, p: normalTails(z)};
}
