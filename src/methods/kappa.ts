import {Z_95} from './distributions.ts';
import {sum} from './sum.ts';

export interface Agreement {
  /** Null, with its error and limits, where both judges use one category only. */
  kappa: number | null;
  se: number | null;
  low: number | null;
  high: number | null;
  /** Observed and chance agreement. */
  po: number;
  pe: number;
  /** Kappa as it would be if all categories were equally frequent. */
  pabak: number;
}

/** Cohen's kappa of a square table of counts, with Fleiss, Cohen and Everitt's error (METHODS 6); null where empty. */
export function kappa(table: readonly (readonly number[])[]): Agreement | null {
  const n = sum(table.map(sum));
  if (n === 0) return null;
  const cells = table.map(row => row.map(count => count / n));
  const rows = cells.map(sum);
  const columns = rows.map((_, j) => sum(cells.map(row => row[j] ?? 0)));
  const po = sum(cells.map((row, i) => row[i] ?? 0));
  const pe = sum(rows.map((row, i) => row * (columns[i] ?? 0)));
  const pabak = (table.length * po - 1) / (table.length - 1);
  if (pe >= 1) return {kappa: null, se: null, low: null, high: null, po, pe, pabak};
  const value = (po - pe) / (1 - pe);
  // what each pair of judgements adds to kappa; as a variance about its mean it cannot fall below 0 by rounding
  const pull = (i: number, j: number) =>
    (i === j ? 1 - pe : 0) - (1 - po) * ((columns[i] as number) + (rows[j] as number));
  const mean = po * pe - 2 * pe + po;
  const spread = sum(cells.map((row, i) => sum(row.map((cell, j) => cell * (pull(i, j) - mean) ** 2))));
  const se = Math.sqrt(spread / n) / (1 - pe) ** 2;
  return {kappa: value, se, low: value - Z_95 * se, high: value + Z_95 * se, po, pe, pabak};
}
