import {quoteName, type Session, SqlFailure} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import {canFail, type ColumnReading, castRelation, readingFails, SQL_TYPES, trimmedSql} from './cast.ts';
import {columnsOf, type ReadColumn} from './columns.ts';
import {type Declared, decideColumns, reviseColumns} from './decide.ts';
import {TooManyUnclosed} from './records.ts';
import {type Repaired, repairText} from './repair.ts';
import type {Source} from './source.ts';
import type {TableName} from './tables.ts';
import {textRelation} from './text-source.ts';

/** What is read into `export_<table>`: one file, one table. */
export interface Reading {
  table: TableName;
  won: boolean;
  source: Source;
  columns: readonly ReadColumn[];
  declared: Declared;
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

/** Column of `export_<table>` with the text that did not parse; dropped when it has been counted. */
export function badColumn(canonical: string): string {
  return `~bad ${canonical}`;
}

/** Columns of the table whose cells can fail and that some file feeds. */
export function failingColumns(table: TableName, columns: Iterable<string>): string[] {
  const canonical = columnsOf(table);
  return [...columns].filter(name => canonical[name] !== undefined && canFail(canonical[name].type));
}

/** Reads as text and casts in one pass; a text with broken records is repaired first and read again. */
export async function readInto(session: Session, reading: Reading): Promise<Read> {
  const {source} = reading;
  try {
    return await readRelation(session, reading, source.relation, null);
  } catch (error) {
    if (!isCsvFailure(error) || source.layout === null) throw error;
    const repaired = await repair(source, session.folder);
    try {
      return await readRelation(session, reading, textRelation(repaired.layout), repaired);
    } catch (again) {
      if (!isCsvFailure(again)) throw again;
      throw new Problem(`${source.file.path} cannot be read as CSV: ${again.message.split('\n').slice(0, 3).join(' ')}`);
    }
  }
}

async function repair(source: Source, folder: string): Promise<Repaired> {
  try {
    return await repairText(source.layout as NonNullable<Source['layout']>, folder);
  } catch (error) {
    if (!(error instanceof TooManyUnclosed)) throw error;
    throw new Problem(`${source.file.path}: its quotes are so broken that rows cannot be told apart; export it again`);
  }
}

function isCsvFailure(error: unknown): error is SqlFailure {
  return error instanceof SqlFailure && /^Invalid Input Error/.test(error.message) && /CSV/.test(error.message);
}

async function readRelation(session: Session, reading: Reading, relation: string, repaired: Repaired | null): Promise<Read> {
  let readings = await decideColumns(session, relation, reading.columns, reading.declared);
  let place = await insertRows(session, reading, readings, relation);
  const failed = await failedReadings(session, reading, readings, place.first);
  if (failed.size > 0) {
    const sources = {relation, unread: unreadTexts(reading.table, failed, place.first), rows: place.rows};
    const revised = await reviseColumns(session, sources, readings, failed, reading.declared);
    if (castOf(revised) !== castOf(readings)) {
      readings = revised;
      await session.run(`delete from ${exportTable(reading.table)} where rowid >= ${place.first}`);
      place = await insertRows(session, reading, readings, relation);
    }
  }
  await takeOutFillers(session, reading, place.first);
  return {readings, relation, repaired, ...place};
}

function castOf(readings: readonly ColumnReading[]): string {
  return JSON.stringify(readings.map(({instant, numbers}) => [instant, numbers]));
}

/** The texts that did not parse, each under its place in the file. */
function unreadTexts(table: TableName, failed: ReadonlySet<ColumnReading>, first: number): string {
  const names = new Map([...failed].map(({column}) => [column.place, quoteName(badColumn(column.target))]));
  const columns = [...names].map(([place, name]) => `${name} as c${place}`);
  const any = [...names.values()].map(name => `${name} is not null`).join(' or ');
  return `(select ${columns.join(', ')} from ${exportTable(table)} where rowid >= ${first} and (${any}))`;
}

export function exportTable(table: TableName): string {
  return quoteName(`export_${table}`);
}

async function insertRows(session: Session, reading: Reading, readings: readonly ColumnReading[], relation: string): Promise<{first: number; rows: number}> {
  const table = exportTable(reading.table);
  const {before} = await session.row<{before: number}>(`select count(*) as before from ${table}`);
  await session.run(insertSql(reading, readings, relation));
  const {after, last} = await session.row<{after: number; last: number | null}>(`select count(*) as after, max(rowid) as last from ${table}`);
  return {first: (last ?? -1) + 1 - (after - before), rows: after - before};
}

function insertSql(reading: Reading, readings: readonly ColumnReading[], relation: string): string {
  const failing = readings.map(readingFails);
  const bad = readings.flatMap((_, at) => (failing[at] ? [`case when t${at} is null and ${trimmedSql(`r${at}`)} <> '' then r${at} end`] : []));
  const targets = readings.map(({column}) => quoteName(column.target));
  const badTargets = readings.flatMap(({column}, at) => (failing[at] ? [quoteName(badColumn(column.target))] : []));
  const fixed = reading.won ? ['is_won', 'is_closed'] : [];
  return `insert into ${exportTable(reading.table)} (${[...targets, ...badTargets, ...fixed].join(', ')})
    select ${[...readings.map((_, at) => `t${at}`), ...bad, ...fixed.map(() => 'true')].join(', ')}
    from ${castRelation(relation, readings)}`;
}

/** Instants outside these years are no business time but a filler such as 9999-12-31; they count as unreadable. */
const YEARS = ["timestamp '1900-01-01'", "timestamp '2200-01-01'"] as const;

async function takeOutFillers(session: Session, {table, columns}: Reading, first: number): Promise<void> {
  for (const {canonical, type} of columns) {
    if (canonical === null || type !== 'instant') continue;
    const name = quoteName(canonical);
    await session.run(`update ${exportTable(table)} set ${quoteName(badColumn(canonical))} = ${name}::varchar, ${name} = null
      where rowid >= ${first} and ${name} is not null and ${name} not between ${YEARS[0]} and ${YEARS[1]}`);
  }
}

/** The columns with cells that did not parse. */
async function failedReadings(session: Session, {table}: Reading, readings: readonly ColumnReading[], first: number): Promise<Set<ColumnReading>> {
  const failing = readings.filter(readingFails);
  if (failing.length === 0) return new Set();
  const counts = failing.map(({column}, at) => `count(${quoteName(badColumn(column.target))}) as n${at}`).join(', ');
  const row = await session.row<Record<string, number>>(`select ${counts} from ${exportTable(table)} where rowid >= ${first}`);
  return new Set(failing.filter((_, at) => (row[`n${at}`] ?? 0) > 0));
}

/** Creates `export_<table>` with every canonical column, the attributes, and the columns for what does not parse. */
export async function createTable(session: Session, table: TableName, attributes: readonly string[], failing: readonly string[]): Promise<void> {
  const canonical = Object.entries(columnsOf(table)).map(([name, {type}]) => `${quoteName(name)} ${SQL_TYPES[type]}`);
  const texts = [...attributes, ...failing.map(badColumn)].map(name => `${quoteName(name)} VARCHAR`);
  await session.run(`create or replace table ${exportTable(table)} (${[...canonical, ...texts].join(', ')})`);
}
