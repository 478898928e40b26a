import {stringify} from 'csv-stringify/sync';
import {guardFormula} from './guard.ts';

export type Value = string | number | boolean | null | undefined;

/** How a spreadsheet or a loader should take a column; durations are seconds, money cents, times ISO 8601 in UTC, shares 0 to 1. */
export type Type = 'text' | 'integer' | 'number' | 'share' | 'seconds' | 'cents' | 'time' | 'boolean';

/** A column with what a reader may ask about it; `of` takes its cell from a row. */
export interface Column<Row> {
  name: string;
  type: Type;
  means: string;
  of(row: Row): Value;
}

export interface CsvTable {
  /** The file's name without `.csv`. */
  name: string;
  means: string;
  columns: readonly Omit<Column<never>, 'of'>[];
  rows: readonly (readonly Value[])[];
}

/** A column called after the key of the row that it shows. */
export function column<Key extends string>(name: Key, type: Type, means: string): Column<Readonly<Record<Key, Value>>> {
  return {name, type, means, of: row => row[name]};
}

export function defineTable<Row>(
  name: string,
  means: string,
  columns: readonly Column<NoInfer<Row>>[],
  rows: readonly Row[],
): CsvTable {
  return {name, means, columns, rows: rows.map(row => columns.map(({of}) => of(row)))};
}

export function headLine(columns: readonly {name: string}[]): string {
  return stringify([columns.map(({name}) => name)]);
}

/** Lines of a CSV: `,`, quotes where needed, LF; no text is a formula. */
export function rowLines(rows: readonly (readonly Value[])[]): string {
  return rows.length === 0 ? '' : stringify(rows.map(row => row.map(cellText)));
}

function cellText(value: Value): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? guardFormula(value) : String(value);
}
