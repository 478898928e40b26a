import {quoteName, type Session} from '../../src/engine/session.ts';
import type {Export, ExportTable} from '../../src/ingest/export.ts';
import {CANONICAL, type ColumnType, TABLE_NAMES, type TableName} from '../../src/ingest/tables.ts';
import {createSmallTable, type SmallRow} from '../../src/model/small-table.ts';

export type SmallExport = Partial<Record<TableName, readonly SmallRow[]>>;

/** What ingest says of how times were written. */
export interface ReadAs {
  zones?: readonly string[];
  /** Columns of dates without a time of day, by table. */
  days?: Partial<Record<TableName, readonly string[]>>;
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  id: 'varchar',
  text: 'varchar',
  word: 'varchar',
  instant: 'timestamptz',
  number: 'double',
  cents: 'bigint',
  boolean: 'boolean',
};

/** An export of a few rows, as ingest would have left it in the session. A column no row names is absent. */
export async function createSmallExport(session: Session, tables: SmallExport, read: ReadAs = {}): Promise<Export> {
  const entries: [TableName, ExportTable][] = [];
  for (const name of TABLE_NAMES)
    entries.push([name, await createTable(session, name, tables[name], read.days?.[name])]);
  return {
    path: 'test',
    origins: [],
    systems: [],
    files: [],
    mapping: [],
    unused: [],
    notes: [],
    drafts: [],
    draft_section: [],
    queues: [],
    zones: read.zones ?? [],
    cut: [],
    tables: Object.fromEntries(entries) as Record<TableName, ExportTable>,
  };
}

async function createTable(
  session: Session,
  name: TableName,
  rows: readonly SmallRow[] = [],
  days: readonly string[] = [],
): Promise<ExportTable> {
  const canonical: Readonly<Record<string, {type: ColumnType}>> = CANONICAL[name];
  const used = new Set(rows.flatMap(row => Object.keys(row)));
  const attributes = [...used].filter(column => !(column in canonical));
  const types = Object.fromEntries([
    ...Object.entries(canonical).map(([column, {type}]) => [column, SQL_TYPES[type]]),
    ...attributes.map(column => [column, 'varchar']),
  ]) as Record<string, string>;
  await createSmallTable(session, 'small', types, rows);
  const selected = Object.entries(types).map(([column, type]) =>
    type === 'timestamptz' ? `timezone('UTC', ${quoteName(column)}) as ${quoteName(column)}` : quoteName(column),
  );
  await session.run(`create or replace table export_${name} as select ${selected.join(', ')} from small`);
  return {
    present: rows.length > 0,
    columns: new Set([...used].filter(column => column in canonical)),
    days: new Set(days),
    attributes,
    conflicting: 0,
    ranges: [{file: 0, first: 0, rows: rows.length}],
  };
}
