import {Z_95} from './distributions.ts';
import {sum} from './sum.ts';

/** Conversions x of n in one stratum: 1 is fast, 0 is slow. */
export interface Stratum {
  x1: number;
  n1: number;
  x0: number;
  n0: number;
}

export interface RiskDifference {
  difference: number;
  /** Sato-Greenland-Robins: holds for few large strata and for many small ones. */
  se: number;
  low: number;
  high: number;
  /** For few large strata only. */
  se_dense: number;
  /** Strata with both arms. */
  strata: number;
}

export interface RiskRatio {
  ratio: number;
  se_log: number;
  low: number;
  high: number;
}

/** Mantel-Haenszel risk difference, fast less slow (METHODS 5.4); null where no stratum has both arms. */
export function riskDifference(strata: readonly Stratum[]): RiskDifference | null {
  const used = strata.filter(hasBothArms);
  if (used.length === 0) return null;
  const weights = sum(used.map(({n1, n0}) => (n1 * n0) / (n1 + n0)));
  const difference = sum(used.map(({x1, n1, x0, n0}) => (x1 * n0 - x0 * n1) / (n1 + n0))) / weights;
  const tilt = used.map(({x1, n1, x0, n0}) => {
    return (n1 * n1 * x0 - n0 * n0 * x1 + (n1 * n0 * (n0 - n1)) / 2) / (n1 + n0) ** 2;
  });
  const spread = used.map(({x1, n1, x0, n0}) => (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * (n1 + n0)));
  const dense = used.map(({x1, n1, x0, n0}) => {
    return ((n1 * n0) / (n1 + n0)) ** 2 * ((x1 * (n1 - x1)) / n1 ** 3 + (x0 * (n0 - x0)) / n0 ** 3);
  });
  const se = Math.sqrt(difference * sum(tilt) + sum(spread)) / weights;
  return {
    difference,
    se,
    low: difference - Z_95 * se,
    high: difference + Z_95 * se,
    se_dense: Math.sqrt(sum(dense)) / weights,
    strata: used.length,
  };
}

/** Mantel-Haenszel risk ratio with Greenland and Robins' variance (METHODS 5.4); null where an arm never converts. */
export function riskRatio(strata: readonly Stratum[]): RiskRatio | null {
  const used = strata.filter(hasBothArms);
  const fast = sum(used.map(({x1, n1, n0}) => (x1 * n0) / (n1 + n0)));
  const slow = sum(used.map(({x0, n1, n0}) => (x0 * n1) / (n1 + n0)));
  if (fast === 0 || slow === 0) return null;
  const variance = used.map(({x1, n1, x0, n0}) => {
    return (n1 * n0 * (x1 + x0) - x1 * x0 * (n1 + n0)) / (n1 + n0) ** 2;
  });
  const ratio = fast / slow;
  const se_log = Math.sqrt(sum(variance) / (fast * slow));
  return {ratio, se_log, low: ratio * Math.exp(-Z_95 * se_log), high: ratio * Math.exp(Z_95 * se_log)};
}

function hasBothArms({n1, n0}: Stratum): boolean {
  return n1 > 0 && n0 > 0;
}
