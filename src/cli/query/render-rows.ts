import Table from 'cli-table3';
import {stringify} from 'csv-stringify/sync';
import type {Answer} from '../../handoff/question.ts';
import {guardFormula} from '../../report/csv/guard.ts';
import {plain} from '../../report/plain.ts';
import {clip, padEnd, widthOf, wrap} from '../../report/width.ts';
import {plural} from '../../words.ts';

/** The answer to a query; only the table is for reading by people, and fits so many columns of their terminal. */
export function renderRows(answer: Answer, format: 'table' | 'csv' | 'json', width = Number.POSITIVE_INFINITY): string {
  if (format === 'json') return `${JSON.stringify(answer.rows, jsonValue, 2)}\n`;
  return format === 'csv' ? csv(answer) : table(answer, width);
}

/** More than this is wrapped inside its cell, however wide the page. */
const MOST_COLUMNS = 72;
/** A text narrower than this is no longer read. */
const LEAST_COLUMNS = 12;
/** Of a cell in the box, its padding and its line. */
const AROUND = 3;

function table(answer: Answer, width: number): string {
  const {columns, rows} = answer;
  const cells = rows.map(row => columns.map(column => plain(cellText(row[column]))));
  const widths = fitted(answer, cells, width);
  const body = widths === null ? onePerLine(columns, cells, width) : boxed(answer, cells, widths);
  return `${body}\n${plural(rows.length, 'row')}\n`;
}

/** The width of each column's cells; the widest texts give way first, numbers never. Null where they do not fit. */
function fitted({columns, rows}: Answer, cells: readonly string[][], width: number): number[] | null {
  const widths = columns.map((column, index) =>
    Math.max(
      widthOf(plain(column)),
      Math.min(
        MOST_COLUMNS,
        cells.reduce((most, row) => Math.max(most, widthOf(row[index] ?? '')), 0),
      ),
    ),
  );
  const least = columns.map((column, index) =>
    isNumeric(rows, column) ? (widths[index] ?? 0) : Math.max(widthOf(plain(column)), LEAST_COLUMNS),
  );
  let over = widths.reduce((sum, wide) => sum + wide + AROUND, 1) - width;
  while (over > 0) {
    const room = widths.map((wide, index) => (wide > (least[index] ?? 0) ? wide : 0));
    const widest = room.indexOf(Math.max(...room));
    if ((room[widest] ?? 0) === 0) return null;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}

function boxed({columns, rows}: Answer, cells: readonly string[][], widths: readonly number[]): string {
  const drawn = new Table({
    head: columns.map(plain),
    colAligns: columns.map(column => (isNumeric(rows, column) ? 'right' : 'left')),
    style: {head: [], border: [], compact: true},
  });
  drawn.push(...cells.map(row => row.map((text, index) => wrapped(text, widths[index] ?? MOST_COLUMNS).join('\n'))));
  return drawn.toString();
}

/** Too many columns for a box: each on a line of its own, under the number of its row. */
function onePerLine(columns: readonly string[], cells: readonly string[][], width: number): string {
  const name = Math.min(Math.max(...columns.map(column => widthOf(plain(column)))), Math.floor(width / 2));
  const lines = cells.flatMap((row, number) => [
    `── row ${number + 1} ──`,
    ...columns.flatMap((column, index) =>
      wrapped(row[index] ?? '', width - name - 2).map((text, line) =>
        `${padEnd(line === 0 ? clip(plain(column), name) : '', name)}  ${text}`.trimEnd(),
      ),
    ),
  ]);
  return lines.length === 0 ? columns.map(column => clip(plain(column), width)).join('\n') : lines.join('\n');
}

/** What fits stays as it is, with all of its spaces. */
function wrapped(text: string, width: number): string[] {
  return widthOf(text) <= width ? [text] : wrap(text, width);
}

function isNumeric(rows: Answer['rows'], column: string): boolean {
  return rows.some(row => typeof row[column] === 'number');
}

function csv({columns, rows}: Answer): string {
  const lines = rows.map(row => columns.map(column => safeCell(row[column])));
  return stringify([columns.map(guardFormula), ...lines]);
}

function safeCell(value: unknown): string {
  return typeof value === 'number' ? String(value) : guardFormula(cellText(value));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value, jsonValue) : String(value);
}

/** JSON knows no bigint; beyond 2^53 it stays exact as text. */
function jsonValue(_: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
