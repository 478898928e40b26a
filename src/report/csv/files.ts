import type {Report} from '../../result.ts';
import {BREACH_COLUMNS, HANDOFF_COLUMNS, LEAD_COLUMNS, type ModelRow} from './lead-columns.ts';
import {reportTables} from './report-tables.ts';
import {type Column, type CsvTable, defineTable, headLine, rowLines} from './table.ts';

/**
 * The files of a CSV folder by name, apart from those of single leads. UTF-8 without a byte order mark: loaders of CRMs take
 * one for a part of the first header.
 */
export function reportFiles(report: Report): {name: string; text: string}[] {
  const tables = reportTables(report);
  const files = [...tables, dictionary([...tables, ...ROW_FILES])];
  return files.map(({name, columns, rows}) => ({name: `${name}.csv`, text: headLine(columns) + rowLines(rows)}));
}

const ROW_FILES = [
  {
    name: 'leads',
    means: 'one row per lead that was handed off, keyed by the CRM’s id: its latest handoff',
    columns: LEAD_COLUMNS,
  },
  {
    name: 'handoffs',
    means: 'one row per handoff, a lead and one MQL cycle: these sum to the ledger',
    columns: HANDOFF_COLUMNS,
  },
  {name: 'breaches', means: 'one row per handoff whose promise was broken', columns: BREACH_COLUMNS},
] as const;

/** Head and lines of `leads.csv`, `handoffs.csv` and `breaches.csv`, whose rows come in parts. */
export const ROW_WRITERS = {
  leads: rowWriter('leads.csv', LEAD_COLUMNS),
  handoffs: rowWriter('handoffs.csv', HANDOFF_COLUMNS),
  breaches: rowWriter('breaches.csv', BREACH_COLUMNS),
} as const;

function rowWriter(name: string, columns: readonly Column<ModelRow>[]) {
  return {
    name,
    head: headLine(columns),
    lines: (rows: readonly ModelRow[]) => rowLines(rows.map(row => columns.map(({of}) => of(row)))),
  };
}

/** Every column of every file. */
function dictionary(tables: readonly Omit<CsvTable, 'rows'>[]): CsvTable {
  const rows = tables.flatMap(({name, means, columns}) =>
    columns.map((column, index) => ({file: `${name}.csv`, grain: index === 0 ? means : '', ...column})),
  );
  return defineTable(
    'dictionary',
    'one row per column of these files',
    [
      {name: 'file', type: 'text', means: 'the file', of: row => row.file},
      {name: 'column', type: 'text', means: 'its column', of: row => row.name},
      {
        name: 'type',
        type: 'text',
        means: 'durations are seconds, money cents, times ISO 8601 in UTC',
        of: row => row.type,
      },
      {name: 'means', type: 'text', means: 'what stands in it', of: row => row.means},
      {name: 'file_holds', type: 'text', means: 'what a row of the file is', of: row => row.grain},
    ],
    rows,
  );
}
