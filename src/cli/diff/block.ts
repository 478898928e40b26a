import type {Measure} from '../../result.ts';

/** A part of the impact before anybody draws it: a table between two texts. */
export interface Block {
  title: string;
  before?: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  after?: readonly string[];
}

/** `14 points less often (8 to 21 less)`. */
export function points({value, interval}: Measure): string {
  const signed = (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`;
  const limits =
    interval?.low == null || interval.high == null ? '' : ` (${signed(interval.low)} to ${signed(interval.high)})`;
  return `${signed(value ?? 0)} points${limits}`;
}
