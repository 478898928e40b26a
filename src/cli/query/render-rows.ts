import Table from 'cli-table3';
import {stringify} from 'csv-stringify/sync';
import type {Answer} from '../../handoff/question.ts';
import {guardFormula} from '../../report/csv/guard.ts';
import {plain} from '../../report/plain.ts';
import {widthOf} from '../../report/width.ts';
import {plural} from '../../words.ts';

/** The answer to a query; only the table is for reading by people. */
export function renderRows(answer: Answer, format: 'table' | 'csv' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(answer.rows, jsonValue, 2)}\n`;
  return format === 'csv' ? csv(answer) : table(answer);
}

/** As wide as its data: who asks for rows wants all of them. */
function table({columns, rows}: Answer): string {
  const colAligns = columns.map(column => (rows.some(row => typeof row[column] === 'number') ? 'right' : 'left'));
  const colWidths = columns.map(column => widestOf(column, rows));
  const drawn = new Table({
    head: columns.map(plain),
    colAligns,
    colWidths,
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: {head: [], border: [], compact: true},
  });
  drawn.push(...rows.map(row => columns.map(column => plain(cellText(row[column])))));
  return `${drawn.toString()}\n${plural(rows.length, 'row')}\n`;
}

/** Where a cell is longer than a screen takes it is wrapped, at the width of the table's cell and its padding. */
function widestOf(column: string, rows: Answer['rows']): number | null {
  const widest = Math.max(0, ...rows.map(row => widthOf(plain(cellText(row[column])))));
  return widest > MOST_COLUMNS ? MOST_COLUMNS + 2 : null;
}

const MOST_COLUMNS = 72;

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
