import {sum} from './sum.ts';

export interface IntraclassCorrelation {
  icc: number;
  /** Mean square between groups. */
  msb: number;
  /** Mean square within groups. */
  msw: number;
  /** Group size that an unequal design amounts to. */
  n0: number;
}

/** ICC(1) of one-way groups, e.g. ln(1 + minutes) by rep (METHODS 1.7); it ignores the never-answered. */
export function icc1(groups: readonly (readonly number[])[]): IntraclassCorrelation | null {
  const k = groups.length;
  const n = sum(groups.map(group => group.length));
  if (k < 2 || n <= k || groups.some(group => group.length === 0)) return null;
  const grand = sum(groups.map(sum)) / n;
  const between = sum(groups.map(group => group.length * (sum(group) / group.length - grand) ** 2));
  const within = sum(groups.map(group => sum(group.map(value => (value - sum(group) / group.length) ** 2))));
  const msb = between / (k - 1);
  const msw = within / (n - k);
  const n0 = (n - sum(groups.map(group => group.length ** 2)) / n) / (k - 1);
  const all = msb + (n0 - 1) * msw;
  return all === 0 ? null : {icc: (msb - msw) / all, msb, msw, n0};
}
