import {writeXlsx} from 'hucre/xlsx';
import type {Report} from '../../result.ts';
import {reportTables} from '../csv/report-tables.ts';
import type {CsvTable, Type, Value} from '../csv/table.ts';
import {plainly} from '../plain.ts';
import {chartsOf, slaWeeks} from './charts.ts';

/** A cell holds no more characters (Excel's limit is 32,767). */
const LONGEST_CELL = 32_000;

/** Wider columns push the next ones off the screen. */
const [NARROWEST, WIDEST] = [9, 60];

/** Money is cents in the report, and whole units in a workbook; durations stay seconds. */
const FORMATS: Readonly<Partial<Record<Type, string>>> = {
  share: '0.0%',
  integer: '#,##0',
  seconds: '#,##0',
  cents: '#,##0.00',
};

/** The tables of the CSV folder as a workbook, the summary first, a chart beside two; the same bytes for the same report. */
export async function renderXlsx(report: Report): Promise<Uint8Array> {
  const safe = plainly(report);
  const weeks = slaWeeks(safe);
  const tables = reportTables(safe).flatMap(table =>
    table.name === 'ledger' && weeks !== null ? [table, weeks] : [table],
  );
  return writeXlsx({
    sheets: tables.map(sheetOf),
    // without these the moment of writing would be in the file
    properties: {
      title: 'handoff audit',
      creator: 'handoff',
      created: new Date(report.as_of),
      modified: new Date(report.as_of),
    },
  });
}

function sheetOf(table: CsvTable) {
  const {name, columns, rows} = table;
  const charts = chartsOf(table);
  const cells = rows.map(row => row.map((value, index) => cellOf(value, columns[index]?.type ?? 'text')));
  const titles = columns.map(({name: title, type}) => (type === 'cents' ? title.replace(/_cents$/, '') : title));
  const last = columnLetter(columns.length - 1);
  return {
    name,
    columns: columns.map(({name: title, type}, index) => ({
      width: widthOf([title, ...cells.slice(0, 200).map(row => String(row[index] ?? ''))]),
      ...(FORMATS[type] === undefined ? {} : {numFmt: FORMATS[type]}),
    })),
    rows: [titles, ...cells],
    cells: new Map(
      titles.map((value, index) => [`0,${index}`, {value, type: 'string' as const, style: {font: {bold: true}}}]),
    ),
    freezePane: {rows: 1},
    autoFilter: {range: `A1:${last}${rows.length + 1}`},
    ...(charts.length === 0 ? {} : {charts}),
  };
}

/** A text is a string cell whatever it begins with: the format has formulas of their own kind, and none is written. */
function cellOf(value: Value, type: Type): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return type === 'cents' ? value / 100 : value;
  return typeof value === 'string' ? value.slice(0, LONGEST_CELL) : value;
}

function widthOf(texts: readonly string[]): number {
  const longest = texts.reduce((most, {length}) => Math.max(most, length), 0);
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

/** `A` for 0; a table has at most 26 columns. */
function columnLetter(index: number): string {
  return String.fromCharCode(65 + index);
}
