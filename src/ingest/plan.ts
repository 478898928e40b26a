import {Problem} from '../problem.ts';
import {listed, mapColumns} from './columns.ts';
import {declaredFor} from './decide.ts';
import type {Unused} from './find.ts';
import type {Opened} from './open.ts';
import type {IngestOptions} from './options.ts';
import {failingColumns, type Reading} from './read.ts';
import {type Source, uniqueName} from './source.ts';
import {CANONICAL, TABLE_NAMES, type TableName} from './tables.ts';
import {LEFT_OUT, UNREAD} from './unread.ts';

/** What will be read into one table. */
export interface TablePlan {
  present: boolean;
  readings: readonly Reading[];
  /** Canonical columns that some file carries. */
  columns: ReadonlySet<string>;
  attributes: readonly string[];
  failing: readonly string[];
  /** Some preset leaves rows out. */
  leavesOut: boolean;
}

export interface Plan {
  tables: Readonly<Record<TableName, TablePlan>>;
  unused: Unused[];
  /** Files named after a table that they lack required columns of. */
  unfit: Source[];
  /** Why a leads file cannot be used: an audit without it is none. */
  refusal: Problem | null;
  notes: string[];
}

/** Maps the columns of every file, so that a table's columns are known before its first row is read. */
export function planTables(opened: readonly Opened[], options: IngestOptions): Plan {
  const left: Pick<Plan, 'unused' | 'unfit' | 'refusal' | 'notes'> = {unused: [], unfit: [], refusal: null, notes: []};
  const tables = Object.fromEntries(
    TABLE_NAMES.map(table => [
      table,
      planTable(
        table,
        opened.filter(({claim}) => claim.table === table),
        options,
        left,
      ),
    ]),
  );
  return {tables: tables as Record<TableName, TablePlan>, ...left};
}

function planTable(
  table: TableName,
  opened: readonly Opened[],
  options: IngestOptions,
  left: Pick<Plan, 'unused' | 'unfit' | 'refusal' | 'notes'>,
): TablePlan {
  const {notes} = left;
  const attributes = attributeNames(table, notes);
  const siblings = opened.flatMap(({source}) => source.headers);
  const mapped = opened.flatMap(({claim, source}): Omit<Reading, 'failing'>[] => {
    const {path} = source.file;
    const {
      columns,
      missing,
      notes: said,
    } = mapColumns({
      path,
      table,
      won: claim.won,
      headers: source.headers,
      origins: source.preset?.origins ?? null,
      mapping: claim.mapping,
      siblings,
      attribute: header => attributes(path, header),
    });
    notes.push(...said);
    if (missing.length > 0) {
      const reason = `has no column for ${missing.join(' and ')}; its headers are ${listed(source.headers)}`;
      left.unused.push({path, reason});
      if (source.preset === undefined) left.unfit.push(source);
      // leads are what an audit cannot do without: their file must not be passed over
      if (table === 'leads')
        left.refusal ??= new Problem(
          `${path} ${reason}; name the header that means it under export.tables.leads.columns`,
        );
      return [];
    }
    return [
      {
        table,
        won: claim.won,
        source,
        columns,
        declared: declaredFor(path, table, claim.mapping, {...options, knownZone: source.preset?.zone ?? null}),
      },
    ];
  });
  notes.push(...shapesNote(table, mapped));
  const fed = mapped.flatMap(({columns}) => columns);
  const won = mapped.some(reading => reading.won) ? ['is_won', 'is_closed'] : [];
  const columns = new Set([...fed.flatMap(({canonical}) => (canonical === null ? [] : [canonical])), ...won]);
  // what stands there instead of a number
  if (table === 'leads' && columns.has('employees')) columns.add('employees_range');
  const failing = failingColumns(table, columns);
  const targets = new Set(fed.filter(({canonical}) => canonical === null).map(({target}) => target));
  return {
    present: mapped.length > 0,
    readings: mapped.map(reading => ({...reading, failing})),
    columns,
    attributes: [...targets].filter(target => target !== LEFT_OUT),
    leavesOut: targets.has(LEFT_OUT),
    failing,
  };
}

/** Rows of these are records with ids of their own; two systems may both have activities of one lead. */
const RECORDS: readonly TableName[] = ['leads', 'opportunities', 'users'];

/** Files of different shapes may hold the same records under other ids: nobody but the user can say. */
function shapesNote(table: TableName, readings: readonly Pick<Reading, 'source'>[]): string[] {
  const shapes = new Map(readings.map(({source}) => [source.preset?.title ?? 'canonical columns', source.file.path]));
  if (!RECORDS.includes(table) || shapes.size < 2) return [];
  const files = [...shapes].map(([shape, path]) => `${path} (${shape})`).join(' and ');
  return [`${table} come in different shapes, ${files}: if they hold the same records, leave one out of the export`];
}

/**
 * Names for the attributes of a table: as in the file, one column for the same name in several files whatever its case, and
 * `_2` where a canonical column has the name. `rowid` would hide the place of the rows.
 */
function attributeNames(table: TableName, notes: string[]): (path: string, header: string) => string {
  const used = new Set(['rowid', UNREAD, ...Object.keys(CANONICAL[table])]);
  const names = new Map<string, string>();
  return (path, header) => {
    const known = names.get(header.toLowerCase());
    if (known !== undefined) return known;
    const name = uniqueName(header, used);
    names.set(header.toLowerCase(), name);
    if (name !== header) {
      const shown = [header.slice(0, 80), name.slice(0, 90)].map(text => JSON.stringify(text));
      notes.push(`${path}: the header ${shown[0]} is kept as ${shown[1]}`);
    }
    return name;
  };
}
