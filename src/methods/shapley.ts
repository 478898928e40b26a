/** Conversions x of n leads in one stratum and response bucket. */
export interface BucketShare {
  stratum: string;
  bucket: string;
  x: number;
  n: number;
}

export interface ThreeParts {
  rate_a: number;
  rate_b: number;
  /** rate_b - rate_a, and exactly the sum of the three parts. */
  total: number;
  /** The mix of strata. */
  quality: number;
  /** The mix of response buckets within strata. */
  handling: number;
  /** Conversion within stratum and bucket: market, product, price, and what was not measured. */
  rate: number;
}

/** Which group each of the three factors is taken from. */
type Origin = 0 | 1;
type Cell = {weight: readonly [number, number]; bucket: readonly [number, number]; rate: readonly [number, number]};

/**
 * Three-factor split of a difference of rates (METHODS 5.5, Das Gupta): exact, and without an order of the factors.
 * What only one group has counts with that group's figures on both sides. Null where a group is empty.
 */
export function shapley3(a: readonly BucketShare[], b: readonly BucketShare[]): ThreeParts | null {
  const cells = cellsOf(a, b);
  if (cells === null) return null;
  const at = (w: Origin, v: Origin, r: Origin) =>
    cells.reduce((sum, {weight, bucket, rate}) => sum + weight[w] * bucket[v] * rate[r], 0);
  // a factor's effect: its own change with the others both before, both after, and one of each
  const effect = (R: (own: Origin, one: Origin, other: Origin) => number) =>
    (R(1, 0, 0) - R(0, 0, 0) + R(1, 1, 1) - R(0, 1, 1)) / 3 + (R(1, 1, 0) - R(0, 1, 0) + R(1, 0, 1) - R(0, 0, 1)) / 6;
  const rate_a = at(0, 0, 0);
  const rate_b = at(1, 1, 1);
  return {
    rate_a,
    rate_b,
    total: rate_b - rate_a,
    quality: effect((own, one, other) => at(own, one, other)),
    handling: effect((own, one, other) => at(one, own, other)),
    rate: effect((own, one, other) => at(one, other, own)),
  };
}

function cellsOf(a: readonly BucketShare[], b: readonly BucketShare[]): Cell[] | null {
  const groups = [countsOf(a), countsOf(b)] as const;
  const [first, second] = groups;
  if (first.all === 0 || second.all === 0) return null;
  const seen = new Map([...a, ...b].map(({stratum, bucket}) => [JSON.stringify([stratum, bucket]), stratum]));
  return [...seen].map(([key, stratum]) => {
    const strata = [first.strata.get(stratum) ?? 0, second.strata.get(stratum) ?? 0] as const;
    const n = [first.n.get(key) ?? 0, second.n.get(key) ?? 0] as const;
    const x = [first.x.get(key) ?? 0, second.x.get(key) ?? 0] as const;
    return {
      weight: [strata[0] / first.all, strata[1] / second.all] as const,
      bucket: shares(n, strata),
      rate: shares(x, n),
    };
  });
}

/** Part of whole in both groups; where a group has no whole, the other's share stands for it. */
function shares(part: readonly [number, number], whole: readonly [number, number]): readonly [number, number] {
  const first = whole[0] > 0 ? part[0] / whole[0] : null;
  const second = whole[1] > 0 ? part[1] / whole[1] : null;
  return [first ?? second ?? 0, second ?? first ?? 0];
}

function countsOf(rows: readonly BucketShare[]) {
  const counts = {
    all: 0,
    strata: new Map<string, number>(),
    n: new Map<string, number>(),
    x: new Map<string, number>(),
  };
  for (const {stratum, bucket, x, n} of rows) {
    const key = JSON.stringify([stratum, bucket]);
    counts.all += n;
    counts.strata.set(stratum, (counts.strata.get(stratum) ?? 0) + n);
    counts.n.set(key, (counts.n.get(key) ?? 0) + n);
    counts.x.set(key, (counts.x.get(key) ?? 0) + x);
  }
  return counts;
}
