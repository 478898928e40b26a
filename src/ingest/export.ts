import type {ColumnAccount, Draft, FileAccount} from '../result.ts';
import type {TableName} from './tables.ts';

/**
 * What ingest leaves behind: in the session one table `export_<name>` for every canonical table, present or not, with every
 * canonical column (NULL where the export has none) and, after them, the columns nobody mapped as VARCHAR attributes.
 * Types: id, text, word VARCHAR (trimmed, blank is NULL; word also lower case with _ for spaces and dashes);
 * instant TIMESTAMP in UTC; number DOUBLE; cents BIGINT; boolean BOOLEAN.
 */
export interface Export {
  path: string;
  /** The files on disk that feed a table: of what lies in a zip or a workbook the container. */
  origins: readonly string[];
  systems: readonly string[];
  files: readonly FileAccount[];
  mapping: readonly ColumnAccount[];
  unused: readonly {path: string; reason: string}[];
  notes: readonly string[];
  /** Files that stop in the middle of a row. */
  cut: readonly string[];
  /** Mappings suggested for files that nothing knows, and the section of the definitions that they would be. */
  drafts: readonly Draft[];
  draft_section: readonly string[];
  tables: Readonly<Record<TableName, ExportTable>>;
  /** Owners that their system marks as queues. */
  queues: readonly string[];
  /** Zones in which times without an offset, and dates without a time, were read. */
  zones: readonly string[];
}

export interface ExportTable {
  /** True where at least one file feeds it. */
  present: boolean;
  /** Canonical columns that some file of the table carries. */
  columns: ReadonlySet<string>;
  /** Canonical columns of instants that some file of the table gives as dates without a time of day. */
  days: ReadonlySet<string>;
  /** Attribute columns: names as in the file, unique without regard to case. */
  attributes: readonly string[];
  /** Ids that stand on rows that differ; the row that won is kept. */
  conflicting: number;
  /** `rowid` ranges of `export_<name>` by file, so that each row can be traced: file index, first rowid, rows. */
  ranges: readonly {file: number; first: number; rows: number}[];
}
