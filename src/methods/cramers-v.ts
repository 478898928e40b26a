import {chiSquareTail} from './distributions.ts';
import {sum} from './sum.ts';

export interface Association {
  chi2: number;
  df: number;
  p: number;
  v: number;
  /** Bergsma's bias-corrected V: the one to judge by. */
  v_corrected: number;
  /** Share of cells with an expected count of at least 5; under 80% pool rare codes first. */
  share_expected_ge5: number;
}

/** Association of rows and columns, e.g. rep x reason (METHODS 4.3); null where fewer than two rows or columns count. */
export function cramersV(table: readonly (readonly number[])[]): Association | null {
  const rows = table.filter(row => sum(row) > 0);
  const columnSums = (rows[0] ?? []).map((_, column) => sum(rows.map(row => row[column] ?? 0)));
  const columns = columnSums.filter(count => count > 0).length;
  if (rows.length < 2 || columns < 2) return null;
  const n = sum(columnSums);
  let chi2 = 0;
  let wellFilled = 0;
  for (const row of rows) {
    const rowSum = sum(row);
    row.forEach((count, column) => {
      const expected = (rowSum * (columnSums[column] ?? 0)) / n;
      if (expected === 0) return;
      chi2 += (count - expected) ** 2 / expected;
      if (expected >= 5) wellFilled++;
    });
  }
  const df = (rows.length - 1) * (columns - 1);
  return {
    chi2,
    df,
    p: chiSquareTail(chi2, df),
    v: Math.sqrt(chi2 / n / Math.min(rows.length - 1, columns - 1)),
    v_corrected: corrected(chi2 / n, df, n, rows.length, columns),
    share_expected_ge5: wellFilled / (rows.length * columns),
  };
}

/** Bergsma 2013: phi squared and the table's size, each less what chance alone gives. */
function corrected(phi2: number, df: number, n: number, rows: number, columns: number): number {
  const above = Math.max(0, phi2 - df / (n - 1));
  const size = (levels: number) => levels - (levels - 1) ** 2 / (n - 1);
  const smaller = Math.min(size(rows), size(columns)) - 1;
  return above === 0 || smaller <= 0 ? 0 : Math.sqrt(above / smaller);
}
