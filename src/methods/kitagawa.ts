/** Conversions x of n leads in one stratum. */
export interface StratumShare {
  stratum: string;
  x: number;
  n: number;
}

export interface TwoParts {
  /** Rate of the second group less that of the first. */
  total: number;
  /** Because the leads come from other strata. */
  mix: number;
  /** Because the same strata convert otherwise. */
  rate: number;
}

/**
 * Kitagawa's split of a difference of rates into mix and rate (METHODS 3.5); null where a group is empty. A stratum
 * that only one group has counts with that group's rate on both sides: its coming or going is mix.
 */
export function kitagawa(first: readonly StratumShare[], second: readonly StratumShare[]): TwoParts | null {
  const before = byStratum(first);
  const after = byStratum(second);
  if (before.n === 0 || after.n === 0) return null;
  let mix = 0;
  let rate = 0;
  for (const stratum of new Set([...before.strata.keys(), ...after.strata.keys()])) {
    const a = before.strata.get(stratum) ?? {x: 0, n: 0};
    const b = after.strata.get(stratum) ?? {x: 0, n: 0};
    const rateA = a.n > 0 ? a.x / a.n : b.x / b.n;
    const rateB = b.n > 0 ? b.x / b.n : rateA;
    mix += ((b.n / after.n - a.n / before.n) * (rateA + rateB)) / 2;
    rate += ((rateB - rateA) * (a.n / before.n + b.n / after.n)) / 2;
  }
  return {total: after.x / after.n - before.x / before.n, mix, rate};
}

interface Strata {
  x: number;
  n: number;
  strata: Map<string, {x: number; n: number}>;
}

function byStratum(shares: readonly StratumShare[]): Strata {
  const all: Strata = {x: 0, n: 0, strata: new Map()};
  for (const {stratum, x, n} of shares) {
    if (n > 0) all.strata.set(stratum, {x, n});
    all.x += x;
    all.n += n;
  }
  return all;
}
