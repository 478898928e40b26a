import {quoteName, type Session} from '../engine/session.ts';
import {columnsOf} from './columns.ts';
import {exportTable} from './read.ts';
import type {TableName} from './tables.ts';

/** Rows of one file, by their `rowid` in `export_<table>`. */
export interface FileRows {
  file: number;
  first: number;
  rows: number;
}

export interface Duplicates {
  /** Rows taken out, by file. */
  identical: ReadonlyMap<number, number>;
  conflicts: ReadonlyMap<number, number>;
  /** Ids that stand on rows that differ. */
  conflicting: number;
}

/** Column whose value stands on one row only. */
const IDS: Readonly<Partial<Record<TableName, string>>> = {
  leads: 'lead_id',
  activities: 'activity_id',
  opportunities: 'opportunity_id',
  users: 'user_id',
};

/** Tables without an id, where only the whole row can be a duplicate. Activities without an id may repeat in earnest. */
const WHOLE_ROWS: readonly TableName[] = [
  'dispositions',
  'signals',
  'owner_history',
  'stage_history',
  'field_history',
  'absences',
];

/**
 * Takes out rows that are identical to an earlier one, then of rows with one id all but the latest by `last_modified`, else all
 * but the first. Only rows whose id's hash occurs twice are compared.
 */
export async function collapseDuplicates(
  session: Session,
  table: TableName,
  columns: ReadonlySet<string>,
  attributes: readonly string[],
  files: readonly FileRows[],
): Promise<Duplicates> {
  const id = IDS[table];
  const byId = id !== undefined && columns.has(id);
  if (!byId && !WHOLE_ROWS.includes(table)) return {identical: new Map(), conflicts: new Map(), conflicting: 0};
  const all = [...Object.keys(columnsOf(table)), ...attributes].map(quoteName);
  const key = byId ? quoteName(id) : all.join(', ');
  const given = byId ? `where ${quoteName(id)} is not null` : '';
  const repeated = `repeated_${table}`;
  await session.run(`create or replace table ${repeated} as
    select hash(${key}) as key_hash from ${exportTable(table)} ${given} group by key_hash having count(*) > 1`);
  const {candidates} = await session.row<{candidates: number}>(`select count(*) as candidates from ${repeated}`);
  const none = {identical: new Map(), conflicts: new Map(), conflicting: 0};
  const found =
    candidates === 0 ? none : await settle(session, table, {id: byId ? id : null, key, given, all, columns, files});
  await session.run(`drop table ${repeated}`);
  return found;
}

interface Comparison {
  id: string | null;
  key: string;
  given: string;
  all: readonly string[];
  columns: ReadonlySet<string>;
  files: readonly FileRows[];
}

async function settle(
  session: Session,
  table: TableName,
  {id, key, given, all, columns, files}: Comparison,
): Promise<Duplicates> {
  const latest = columns.has('last_modified') ? 'last_modified desc nulls last, ' : '';
  const which = `${given === '' ? 'where' : `${given} and`} hash(${key}) in (select key_hash from repeated_${table})`;
  const same = id === null ? 'false' : `row_number() over (partition by ${quoteName(id)} order by ${latest}row_id) > 1`;
  const surplus = `surplus_${table}`;
  await session.run(`create or replace table ${surplus} as
    with numbered as (
      select rowid as row_id, ${all.join(', ')}, row_number() over (partition by ${all.join(', ')} order by rowid) as copy
      from ${exportTable(table)} ${which}
    ), distinct_rows as (select * from numbered where copy = 1)
    select row_id, true as identical, null::varchar as id from numbered where copy > 1
    union all
    select row_id, false, ${id === null ? 'null' : quoteName(id)} from (select *, ${same} as lost from distinct_rows) where lost`);
  const identical = await countByFile(session, surplus, files, 'identical');
  const conflicts = await countByFile(session, surplus, files, 'not identical');
  const {conflicting} = await session.row<{conflicting: number}>(
    `select count(distinct id) as conflicting from ${surplus} where not identical`,
  );
  for (const {file, first, rows} of files) {
    await session.run(`insert into export_rejects
      select ${file}, row_id - ${first}, null, '${id} stands on another row too, which is kept', null, true
      from ${surplus} where not identical and row_id between ${first} and ${first + rows - 1} order by row_id`);
  }
  await session.run(`delete from ${exportTable(table)} where rowid in (select row_id from ${surplus})`);
  await session.run(`drop table ${surplus}`);
  return {identical, conflicts, conflicting};
}

async function countByFile(
  session: Session,
  surplus: string,
  files: readonly FileRows[],
  condition: string,
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const {file, first, rows} of files) {
    const {count} = await session.row<{count: number}>(
      `select count(*) as count from ${surplus} where ${condition} and row_id between ${first} and ${first + rows - 1}`,
    );
    counts.set(file, count);
  }
  return counts;
}

/**
 * A deal that stands among the opportunities and in a closed-won file is one deal: its row takes over what only the closed-won
 * row knows, first of all that it is won, and that row counts as identical. Returns such rows by file.
 */
export async function mergeClosedWon(
  session: Session,
  attributes: readonly string[],
  files: readonly FileRows[],
  won: readonly FileRows[],
): Promise<Map<number, number>> {
  if (won.length === 0 || won.length === files.length) return new Map();
  const table = exportTable('opportunities');
  const wonRows = won.map(({first, rows}) => `rowid between ${first} and ${first + rows - 1}`).join(' or ');
  const names = [...Object.keys(columnsOf('opportunities')), ...attributes].filter(
    name => name !== 'opportunity_id' && name !== 'is_won' && name !== 'is_closed',
  );
  const sets = names.map(name => `${quoteName(name)} = coalesce(deal.${quoteName(name)}, won.${quoteName(name)})`);
  await session.run(`create or replace table won_deals as
    select * from (select *, rowid as row_id, row_number() over (partition by opportunity_id order by rowid) as copy from ${table} where ${wonRows})
    where opportunity_id in (select opportunity_id from ${table} where not (${wonRows}))`);
  await session.run(`update ${table} as deal set ${[...sets, 'is_won = true', 'is_closed = true'].join(', ')}
    from won_deals as won where won.copy = 1 and deal.opportunity_id = won.opportunity_id and not (${wonRows.replaceAll('rowid', 'deal.rowid')})`);
  const counts = new Map<number, number>();
  for (const {file, first, rows} of won) {
    const {count} = await session.row<{count: number}>(
      `select count(*) as count from won_deals where row_id between ${first} and ${first + rows - 1}`,
    );
    counts.set(file, count);
  }
  await session.run(`delete from ${table} where rowid in (select row_id from won_deals)`);
  await session.run('drop table won_deals');
  return counts;
}
