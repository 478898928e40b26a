import {Z_95} from './distributions.ts';
import type {Stratum} from './mantel-haenszel.ts';
import {sum} from './sum.ts';

export interface Excess {
  /** Conversions, standardised to the slow leads. */
  excess: number;
  se: number;
  low: number;
  high: number;
  /** Slow leads in strata whose arms are both large enough. */
  slow_supported: number;
  slow_unsupported: number;
}

/** Leads that an arm of a stratum needs (METHODS 5.4). */
const MIN_ARM = 10;

/**
 * Extra conversions had slow leads converted like fast ones of the same stratum (METHODS 5.4). Strata with a small arm
 * are left out and counted; null where none is left.
 */
export function excessIfFast(strata: readonly Stratum[], minArm = MIN_ARM): Excess | null {
  const supported = strata.filter(({n1, n0}) => Math.min(n1, n0) >= Math.max(1, minArm));
  if (supported.length === 0) return null;
  const excess = sum(supported.map(({x1, n1, x0, n0}) => n0 * (x1 / n1 - x0 / n0)));
  const variance = supported.map(({x1, n1, x0, n0}) => {
    return n0 ** 2 * ((x1 * (n1 - x1)) / n1 ** 3 + (x0 * (n0 - x0)) / n0 ** 3);
  });
  const se = Math.sqrt(sum(variance));
  const slow = sum(supported.map(({n0}) => n0));
  return {
    excess,
    se,
    low: excess - Z_95 * se,
    high: excess + Z_95 * se,
    slow_supported: slow,
    slow_unsupported: sum(strata.map(({n0}) => n0)) - slow,
  };
}
