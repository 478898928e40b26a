import {quoteName, type Session, SqlFailure} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import {type ColumnReading, canBeUnread, castRelation, readingFails, SQL_TYPES, trimmedSql} from './cast.ts';
import {columnsOf, type ReadColumn} from './columns.ts';
import {type Declared, decideColumns, reviseColumns} from './decide.ts';
import {takeOutMisread} from './misread.ts';
import type {TablePlan} from './plan.ts';
import {TooManyUnclosed} from './records.ts';
import {type Repaired, repairText, TooBroken} from './repair.ts';
import type {Source} from './source.ts';
import type {TableName} from './tables.ts';
import {textRelation} from './text-source.ts';
import {LEFT_OUT, UNREAD, unreadArray, unreadText} from './unread.ts';

/** What is read into `export_<table>`: one file, one table. */
export interface Reading {
  table: TableName;
  won: boolean;
  source: Source;
  columns: readonly ReadColumn[];
  declared: Declared;
  /** Columns of the table, fed by any of its files, whose cells can fail to parse. */
  failing: readonly string[];
}

/** Where the file's rows stand in `export_<table>`, before any is taken out again. */
export interface Read {
  readings: readonly ColumnReading[];
  /** Relation that was read: the file, or its repaired copy. */
  relation: string;
  first: number;
  rows: number;
  repaired: Repaired | null;
}

/** Columns of the table whose cells can be unreadable and that some file feeds. */
export function failingColumns(table: TableName, columns: Iterable<string>): string[] {
  const canonical = columnsOf(table);
  return [...columns].filter(name => canonical[name] !== undefined && canBeUnread(canonical[name].type));
}

/** Reads as text and casts in one pass; a text with broken records is repaired first and read again. */
export async function readInto(session: Session, reading: Reading): Promise<Read> {
  const {relation, layout} = reading.source;
  if (layout?.overlong !== true) {
    try {
      return await readRelation(session, reading, relation, null);
    } catch (error) {
      if (!isCsvFailure(error) || layout === null) throw error;
    }
  }
  return readRepaired(session, reading);
}

async function readRepaired(session: Session, reading: Reading): Promise<Read> {
  const {source} = reading;
  const repaired = await repair(source, session.folder);
  try {
    const copy = textRelation(repaired.layout);
    return await readRelation(session, reading, source.preset?.wrap(copy) ?? copy, repaired);
  } catch (error) {
    if (!isCsvFailure(error)) throw error;
    throw new Problem(`${source.file.path} cannot be read as CSV: ${error.message.split('\n').slice(0, 3).join(' ')}`);
  }
}

async function repair(source: Source, folder: string): Promise<Repaired> {
  try {
    return await repairText(source.layout as NonNullable<Source['layout']>, folder);
  } catch (error) {
    if (error instanceof TooManyUnclosed)
      throw new Problem(
        `${source.file.path}: its quotes are so broken that rows cannot be told apart; export it again`,
      );
    if (error instanceof TooBroken)
      throw new Problem(`${source.file.path}: most of its rows are broken (${error.message}); export it again`);
    throw error;
  }
}

function isCsvFailure(error: unknown): error is SqlFailure {
  // the second is what it says of some lines that are longer than its buffer
  return error instanceof SqlFailure && /^(?:Invalid Input|Not implemented) Error.*CSV/s.test(error.message);
}

async function readRelation(
  session: Session,
  reading: Reading,
  relation: string,
  repaired: Repaired | null,
): Promise<Read> {
  let readings = await decideColumns(session, relation, reading.columns, reading.declared);
  let place = await insertRows(session, reading, readings, relation);
  const failed = await failedReadings(session, reading, readings, place.first);
  if (failed.size > 0) {
    const sources = {relation, unread: unreadTexts(reading, failed, place.first), rows: place.rows};
    const revised = await reviseColumns(session, sources, readings, failed, reading.declared);
    if (castOf(revised) !== castOf(readings)) {
      readings = revised;
      await session.run(`delete from ${exportTable(reading.table)} where rowid >= ${place.first}`);
      place = await insertRows(session, reading, readings, relation);
    }
  }
  await takeOutMisread(session, reading, place.first);
  return {readings, relation, repaired, ...place};
}

function castOf(readings: readonly ColumnReading[]): string {
  return JSON.stringify(readings.map(({instant, numbers}) => [instant, numbers]));
}

/** The texts that did not parse, each under its place in the file. */
function unreadTexts({table, failing}: Reading, failed: ReadonlySet<ColumnReading>, first: number): string {
  const texts = new Map([...failed].map(({column}) => [column.place, unreadText(failing, column.target)]));
  const columns = [...texts].map(([place, text]) => `${text} as c${place}`);
  return `(select ${columns.join(', ')} from ${exportTable(table)} where rowid >= ${first} and ${quoteName(UNREAD)} is not null)`;
}

export function exportTable(table: TableName): string {
  return quoteName(`export_${table}`);
}

async function insertRows(
  session: Session,
  reading: Reading,
  readings: readonly ColumnReading[],
  relation: string,
): Promise<{first: number; rows: number}> {
  const table = exportTable(reading.table);
  const {before} = await session.row<{before: number}>(`select count(*) as before from ${table}`);
  await session.run(insertSql(reading, readings, relation));
  const {after, last} = await session.row<{after: number; last: number | null}>(
    `select count(*) as after, max(rowid) as last from ${table}`,
  );
  return {first: (last ?? -1) + 1 - (after - before), rows: after - before};
}

function insertSql(reading: Reading, readings: readonly ColumnReading[], relation: string): string {
  const failing = readings.flatMap((each, at) => (readingFails(each) ? [{name: each.column.target, at}] : []));
  const failed = failing.map(({at}) => `(t${at} is null and r${at} is not null and ${trimmedSql(`r${at}`)} <> '')`);
  const texts = reading.failing.map(name => {
    const at = failing.find(each => each.name === name)?.at;
    return at === undefined ? 'null::varchar' : `if(t${at} is null and ${trimmedSql(`r${at}`)} <> '', r${at}, null)`;
  });
  const values = new Map(readings.map(({column}, at) => [column.target, `t${at}`]));
  if (failing.length > 0) values.set(UNREAD, `case when ${failed.join(' or ')} then ${unreadArray(texts)} end`);
  if (reading.won) for (const name of ['is_won', 'is_closed']) values.set(name, 'true');
  return `insert into ${exportTable(reading.table)} (${[...values.keys()].map(quoteName).join(', ')})
    select ${[...values.values()].join(', ')} from ${castRelation(relation, readings)}`;
}

/** The columns with cells that did not parse. */
async function failedReadings(
  session: Session,
  reading: Reading,
  readings: readonly ColumnReading[],
  first: number,
): Promise<Set<ColumnReading>> {
  const failing = readings.filter(readingFails);
  if (failing.length === 0) return new Set();
  const counts = failing
    .map(({column}, at) => `count(${unreadText(reading.failing, column.target)}) as n${at}`)
    .join(', ');
  const row = await session.row<Record<string, number>>(
    `select ${counts} from ${exportTable(reading.table)} where rowid >= ${first} and ${quoteName(UNREAD)} is not null`,
  );
  return new Set(failing.filter((_, at) => (row[`n${at}`] ?? 0) > 0));
}

/** Creates `export_<table>` with every canonical column, the attributes, and what is needed until the rows are accounted for. */
export async function createTable(
  session: Session,
  table: TableName,
  {attributes, failing, leavesOut}: Pick<TablePlan, 'attributes' | 'failing' | 'leavesOut'>,
): Promise<void> {
  const canonical = Object.entries(columnsOf(table)).map(([name, {type}]) => `${quoteName(name)} ${SQL_TYPES[type]}`);
  const own = [...(failing.length > 0 ? [UNREAD] : []), ...(leavesOut ? [LEFT_OUT] : [])];
  const texts = [...attributes, ...own].map(name => `${quoteName(name)} VARCHAR`);
  await session.run(`create or replace table ${exportTable(table)} (${[...canonical, ...texts].join(', ')})`);
}
