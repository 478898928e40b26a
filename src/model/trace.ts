import type {Export} from '../ingest/export.ts';
import type {TableName} from '../ingest/tables.ts';

/** Where a row of `export_<table>` came from: the file, and the number of the record among those read from it. */
export interface Origin {
  path: string;
  record: number;
}

/** Null where the row was not read from a file. */
export function traceRow(source: Export, table: TableName, rowId: number): Origin | null {
  const range = source.tables[table].ranges.find(({first, rows}) => rowId >= first && rowId < first + rows);
  const file = range && source.files[range.file];
  return file ? {path: file.path, record: rowId - range.first + 1} : null;
}
