import {chiSquareTail} from './distributions.ts';
import {sum} from './sum.ts';

export interface GoodnessOfFit {
  chi2: number;
  df: number;
  p: number;
  /** Below 5 the p-value is not to be trusted. */
  min_expected: number;
  /** Standardised, in the order given: beyond +-2 is unusual. */
  residuals: number[];
}

/** Pearson's chi-square of counts against weights (METHODS 8, fairness); null without counts, or a weight not above 0. */
export function goodnessOfFit(observed: readonly number[], weights: readonly number[]): GoodnessOfFit | null {
  const n = sum(observed);
  const all = sum(weights);
  if (observed.length < 2 || n === 0 || weights.some(weight => !(weight > 0))) return null;
  const expected = weights.map(weight => (n * weight) / all);
  const distances = observed.map((count, i) => count - (expected[i] as number));
  const chi2 = sum(distances.map((distance, i) => distance ** 2 / (expected[i] as number)));
  const df = observed.length - 1;
  return {
    chi2,
    df,
    p: chiSquareTail(chi2, df),
    min_expected: Math.min(...expected),
    residuals: distances.map((distance, i) => {
      const fair = expected[i] as number;
      return distance / Math.sqrt(fair * (1 - fair / n));
    }),
  };
}
