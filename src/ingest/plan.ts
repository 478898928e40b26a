import {Problem} from '../problem.ts';
import {listed, mapColumns} from './columns.ts';
import {declaredFor} from './decide.ts';
import type {Unused} from './find.ts';
import type {Opened} from './open.ts';
import type {IngestOptions} from './options.ts';
import {failingColumns, type Reading} from './read.ts';
import {uniqueName} from './source.ts';
import {CANONICAL, TABLE_NAMES, type TableName} from './tables.ts';

/** What will be read into one table. */
export interface TablePlan {
  present: boolean;
  readings: readonly Reading[];
  /** Canonical columns that some file carries. */
  columns: ReadonlySet<string>;
  attributes: readonly string[];
  failing: readonly string[];
}

export interface Plan {
  tables: Readonly<Record<TableName, TablePlan>>;
  unused: Unused[];
  notes: string[];
}

/** Maps the columns of every file, so that a table's columns are known before its first row is read. */
export function planTables(opened: readonly Opened[], options: IngestOptions): Plan {
  const [unused, notes]: [Unused[], string[]] = [[], []];
  const tables = Object.fromEntries(
    TABLE_NAMES.map(table => [table, planTable(table, opened.filter(({claim}) => claim.table === table), options, unused, notes)]),
  );
  return {tables: tables as Record<TableName, TablePlan>, unused, notes};
}

function planTable(table: TableName, opened: readonly Opened[], options: IngestOptions, unused: Unused[], notes: string[]): TablePlan {
  const attributes = attributeNames(table);
  const siblings = opened.flatMap(({source}) => source.headers);
  const readings = opened.flatMap(({claim, source}): Reading[] => {
    const {path} = source.file;
    const kept = attributes.within(path, notes);
    const mapped = mapColumns({path, table, won: claim.won, headers: source.headers, mapping: claim.mapping, siblings, attribute: kept});
    notes.push(...mapped.notes);
    if (mapped.missing.length > 0) {
      const reason = `has no column for ${mapped.missing.join(' and ')}; its headers are ${listed(source.headers)}`;
      if (table === 'leads') throw new Problem(`${path} ${reason}; name the header that means it under export.tables.leads.columns`);
      unused.push({path, reason});
      return [];
    }
    return [{table, won: claim.won, source, columns: mapped.columns, declared: declaredFor(path, table, claim.mapping, options)}];
  });
  const fed = readings.flatMap(({columns}) => columns);
  const won = readings.some(reading => reading.won) ? ['is_won', 'is_closed'] : [];
  const columns = new Set([...fed.flatMap(({canonical}) => (canonical === null ? [] : [canonical])), ...won]);
  return {
    present: readings.length > 0,
    readings,
    columns,
    attributes: [...new Set(fed.filter(({canonical}) => canonical === null).map(({target}) => target))],
    failing: failingColumns(table, columns),
  };
}

/**
 * Names for the attributes of a table: as in the file, one column for the same name in several files whatever its case, and
 * `_2` where a canonical column has the name. `rowid` would hide the place of the rows.
 */
function attributeNames(table: TableName): {within(path: string, notes: string[]): (header: string) => string} {
  const reserved = new Set(['rowid', ...Object.keys(CANONICAL[table]), ...Object.keys(CANONICAL[table]).map(name => `~bad ${name}`)]);
  const names = new Map<string, string>();
  const used = new Set(reserved);
  return {
    within: (path, notes) => header => {
      const known = names.get(header.toLowerCase());
      if (known !== undefined) return known;
      const name = uniqueName(header, used);
      names.set(header.toLowerCase(), name);
      if (name !== header) notes.push(`${path}: the header ${JSON.stringify(header.slice(0, 80))} is kept as ${JSON.stringify(name.slice(0, 90))}`);
      return name;
    },
  };
}
