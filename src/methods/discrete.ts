/**
 * Binomial and hypergeometric distributions as weights relative to their mode. Neighbours differ by a simple ratio, so
 * no gamma function is needed, nothing overflows with a million leads, and weights that underflow are truly nil.
 */

export interface Discrete {
  /** The number of successes that `weights[0]` stands for. */
  lowest: number;
  /** Relative to the mode, which has 1. */
  weights: Float64Array;
  total: number;
}

export function binomial(n: number, p: number): Discrete {
  const odds = p / (1 - p);
  return fromMode(0, n, Math.floor((n + 1) * p), x => ((n - x) / (x + 1)) * odds);
}

/** Successes among `drawn` of `all` leads of which `marked` are successes. */
export function hypergeometric(drawn: number, marked: number, all: number): Discrete {
  const lowest = Math.max(0, drawn + marked - all);
  const mode = Math.floor(((drawn + 1) * (marked + 1)) / (all + 2));
  return fromMode(lowest, Math.min(drawn, marked), mode, x => {
    return (((drawn - x) / (x + 1)) * (marked - x)) / (all - drawn - marked + x + 1);
  });
}

/** Probability of everything no likelier than what was observed; the slack is R's, for ties broken by rounding. */
export function noLikelier({lowest, weights, total}: Discrete, observed: number): number {
  const limit = (weights[observed - lowest] ?? 0) * (1 + 1e-7);
  let sum = 0;
  for (const weight of weights) if (weight <= limit) sum += weight;
  return Math.min(1, sum / total);
}

/** `ratio(x)` is the weight of x + 1 divided by that of x. */
function fromMode(lowest: number, highest: number, nearMode: number, ratio: (x: number) => number): Discrete {
  const mode = Math.min(highest, Math.max(lowest, nearMode));
  const weights = new Float64Array(highest - lowest + 1);
  let total = 1;
  weights[mode - lowest] = 1;
  for (let x = mode, weight = 1; x < highest && weight > 0; x++) {
    weight *= ratio(x);
    weights[x + 1 - lowest] = weight;
    total += weight;
  }
  for (let x = mode - 1, weight = 1; x >= lowest && weight > 0; x--) {
    weight /= ratio(x);
    weights[x - lowest] = weight;
    total += weight;
  }
  return {lowest, weights, total};
}
