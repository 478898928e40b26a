import {quoteName, type Session} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import type {ColumnAccount, FileAccount} from '../result.ts';
import {grouped, percent, plural} from '../words.ts';
import {canBeUnread} from './cast.ts';
import {columnsOf} from './columns.ts';
import {locateRejects} from './lines.ts';
import {exportTable, type Read, type Reading} from './read.ts';
import type {TableName} from './tables.ts';
import {LEFT_OUT, UNREAD, unreadText} from './unread.ts';
import {writeRejects} from './write-rejects.ts';

/** What became of one file, while it is being found out. */
export interface FileRun {
  /** Index in `Export.files`. */
  file: number;
  reading: Reading;
  read: Read;
  fingerprint: {sha256: string; bytes: number};
  /** Rows that are none of the table's. */
  leftOut: number;
  rejected: number;
  footer: number;
  identical: number;
  /** Rows that lost against another of the same id; they are among the rejected in the account, and no fault of the file. */
  conflicts: number;
}

const SHOWN_REJECTS = 5;

export async function accountFile(session: Session, run: FileRun): Promise<FileAccount> {
  const {source, table} = run.reading;
  const read = run.read.rows - run.leftOut + (run.read.repaired?.rejected ?? 0) + (run.read.repaired?.footer ?? 0);
  const rejected = run.rejected + run.conflicts;
  return {
    path: source.file.path,
    table,
    ...run.fingerprint,
    encoding: source.encoding,
    format: source.format,
    read,
    loaded: read - run.identical - rejected - run.footer,
    identical: run.identical,
    rejected,
    footer: run.footer,
    rejects: rejected === 0 ? [] : await firstRejects(session, run.file),
  };
}

async function firstRejects(session: Session, file: number): Promise<{line: number; reason: string}[]> {
  return session.rows(`select coalesce(line, row_no + 1) as line, reason from export_rejects
    where file = ${file} order by conflict, line, row_no limit ${SHOWN_REJECTS}`);
}

/**
 * Refuses a file of which too much cannot be used: conclusions from the rest would be about another population. Its rejected
 * rows are written out all the same where somebody asked for them: now they are needed.
 */
export async function refuseTooManyRejects(
  session: Session,
  run: FileRun,
  columns: readonly ColumnAccount[],
  {limit, rejects}: {limit: number; rejects: string | undefined},
): Promise<void> {
  const {file, rejected, reading} = run;
  const {path} = reading.source.file;
  const rows = run.read.rows - run.leftOut + (run.read.repaired?.rejected ?? 0);
  if (run.rejected === 0 || run.rejected <= limit * rows) return;
  await locateRejects(session, run.file, run.reading.source);
  const examples = await firstRejects(session, run.file);
  const written =
    rejects === undefined ? [] : await writeRejects(session, [{file, path, table: reading.table, rejected}], rejects);
  throw new Problem(
    `${path}: ${grouped(run.rejected)} of ${plural(rows, 'row')} (${percent(run.rejected / rows)}) cannot be used, more than export.max_rejected allows (${percent(limit)})`,
    [
      ...examples.map(({line, reason}) => `line ${line}: ${reason}`),
      ...columns
        .filter(({unreadable}) => unreadable > 0)
        .slice(0, 3)
        .map(unreadableSentence),
      ...written.map(place => `All rejected rows are in ${place}`),
      'Repair or export the file again, or raise export.max_rejected in the definitions.',
    ],
  );
}

function unreadableSentence({header, unreadable, examples}: ColumnAccount): string {
  const shown = examples.map(example => JSON.stringify(example)).join(', ');
  return `column ${JSON.stringify(header)}: ${plural(unreadable, 'cell')} cannot be read, e.g. ${shown}`;
}

/** Ids that are gone for good; what joins through them is missing, not wrong. */
export function roundedNotes(path: string, columns: readonly ColumnAccount[]): string[] {
  return columns
    .filter(
      ({table, column, unreadable}) =>
        unreadable > 0 && column !== null && columnsOf(table as TableName)[column]?.type === 'id',
    )
    .map(
      ({header, unreadable, examples}) =>
        `${path}: column ${JSON.stringify(header)} holds ${plural(unreadable, 'id')} that a spreadsheet has rounded (e.g. ${examples[0]}); export it again, and do not save it in a spreadsheet`,
    );
}

/** The mapping of a file with its unreadable cells; to be asked before the rows that hold them are taken out. */
export async function accountColumns(
  session: Session,
  {reading, read}: Pick<FileRun, 'reading' | 'read'>,
): Promise<ColumnAccount[]> {
  const failing = read.readings.filter(({column: {canonical, type}}) => canonical !== null && canBeUnread(type));
  const counts = failing.map(({column}, at) => `count(${unreadText(reading.failing, column.target)}) as n${at}`);
  const row =
    failing.length === 0
      ? {}
      : await session.row<Record<string, number>>(`select ${counts.join(', ')} ${rowsOf(reading, read)}`);
  const accounts: ColumnAccount[] = [];
  for (const {column, readAs} of read.readings.filter(each => each.column.target !== LEFT_OUT)) {
    const at = failing.findIndex(each => each.column === column);
    const unreadable = at < 0 ? 0 : (row[`n${at}`] ?? 0);
    const examples = unreadable === 0 ? [] : await examplesOf(session, reading, read, column.target);
    accounts.push({
      table: reading.table,
      file: reading.source.file.path,
      header: column.header,
      column: column.canonical,
      by: column.by,
      read_as: readAs,
      unreadable,
      examples,
    });
  }
  return accounts;
}

function rowsOf({table}: Reading, {first, rows}: Read): string {
  return `from ${exportTable(table)} where rowid >= ${first} and rowid < ${first + rows} and ${quoteName(UNREAD)} is not null`;
}

async function examplesOf(session: Session, reading: Reading, read: Read, target: string): Promise<string[]> {
  const unread = unreadText(reading.failing, target);
  const rows = await session.rows<{text: string}>(`select left(text, 60) as text from
    (select ${unread} as text, min(rowid) as row_id ${rowsOf(reading, read)} and ${unread} is not null group by 1) order by row_id limit 3`);
  return rows.map(({text}) => text);
}
