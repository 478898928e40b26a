import {quoteName, quoteText, type Session} from '../engine/session.ts';
import {SQL_TYPES} from './cast.ts';
import {columnsOf} from './columns.ts';
import {footerSql} from './footers.ts';
import {exportTable, type Read, type Reading} from './read.ts';
import {sqlPath} from './sql-path.ts';
import {LEFT_OUT, unreadText} from './unread.ts';

/**
 * `export_rejects`: one row per row of a file that is not loaded and no footer and no duplicate. `row_no` counts the readable
 * rows of the file from 0 (NULL for a row that could not be cut), `line` is the physical line, known once it is looked up.
 * `conflict` marks the rows that lost against another row of the same id.
 */
export async function createRejects(session: Session): Promise<void> {
  await session.run(`create or replace table export_rejects
    (file INTEGER, row_no BIGINT, line BIGINT, reason VARCHAR, raw VARCHAR, conflict BOOLEAN)`);
}

/** Takes out the rows that cannot be used; returns how many of them are footers. */
export async function rejectRows(
  session: Session,
  file: number,
  reading: Reading,
  read: Read,
): Promise<{rejected: number; footer: number}> {
  const structural = read.repaired;
  if (structural !== null && structural.rejected > 0) {
    await session.run(`insert into export_rejects select ${file}, null, line, reason, raw, false from
      read_csv(${sqlPath(structural.rejects)}, header = false, auto_detect = false, quote = '"', escape = '"', parallel = false,
        columns = {'line': 'BIGINT', 'reason': 'VARCHAR', 'raw': 'VARCHAR'}, max_line_size = 8000000)`);
  }
  const semantic = await rejectIncomplete(session, file, reading, read);
  return {
    rejected: (structural?.rejected ?? 0) + semantic.rejected,
    footer: (structural?.footer ?? 0) + semantic.footer,
  };
}

/** Rows without a required column: footers where they say so, else rejected with the column's name. */
async function rejectIncomplete(
  session: Session,
  file: number,
  reading: Reading,
  read: Read,
): Promise<{rejected: number; footer: number}> {
  const {table} = reading;
  // a blank line of JSON is no row at all: what comes out blank was no valid object
  const blankIsFooter = !/json/.test(reading.source.format);
  const required = Object.entries(columnsOf(table)).flatMap(([name, {required: needed, blank}]) =>
    needed && blank === undefined ? [name] : [],
  );
  const blanks = required.map(name => `${quoteName(name)} is null`);
  const missing = [...blanks, ...footerIds(reading, required)].join(' or ');
  const reason = required.map(name => `when ${quoteName(name)} is null then ${reasonSql(reading, name)}`).join(' ');
  const incomplete = `incomplete_${table}`;
  await session.run(`create or replace table ${incomplete} as
    with faulty as (
      select rowid as row_id, case ${reason} end as reason, ${cellsSql(reading)} as cells
      from ${exportTable(table)} where rowid >= ${read.first} and (${missing})
    ), judged as (
      select *, (cells[1] is null and ${blankIsFooter}) or ${footerSql('cells[1]')} as says_so,
        row_id > coalesce((select max(rowid) from ${exportTable(table)} where rowid >= ${read.first} and not (${missing})), -1) as ends_file
      from faulty
    )
    select row_id, if(cells[1] is null, 'is no JSON object with values', reason) as reason, coalesce(says_so, false)
        or (ends_file and len(cells) <= 2 and bool_or(says_so and len(cells) > 0) over (partition by ends_file))
        or (ends_file and len(cells) > 0 and len(list_filter(cells, lambda cell: cell not in ('0', '0.0', 'false'))) = 0) as footer
    from judged`);
  const counts = await session.row<{rejected: number; footer: number}>(`select
    count(*) filter (where not footer) as rejected, count(*) filter (where footer) as footer from ${incomplete}`);
  if (counts.rejected + counts.footer > 0) {
    await session.run(`insert into export_rejects
      select ${file}, row_id - ${read.first}, null, reason, null, false from ${incomplete} where not footer order by row_id`);
    await session.run(`delete from ${exportTable(table)} where rowid in (select row_id from ${incomplete})`);
  }
  await session.run(`drop table ${incomplete}`);
  return counts;
}

/**
 * In a sheet a footer stands in the first column. Where that is the id and nothing else is needed, it would pass for a record: it
 * is none where it has few cells, or is the line of the totals, which may have many.
 */
function footerIds(reading: Reading, required: readonly string[]): string[] {
  const types = columnsOf(reading.table);
  const [id, ...others] = required.filter(name => types[name]?.type !== 'word');
  if (id === undefined || others.length > 0) return [];
  const few = `len(list_filter(${cellsSql(reading)}, lambda cell: cell <> 'false')) <= 3`;
  const totals = `regexp_full_match(trim(${quoteName(id)}), '(grand |sub)?totals?', 'i')`;
  return [`(${footerSql(quoteName(id))} and (${totals} or ${few}))`];
}

function reasonSql({table, failing}: Reading, name: string): string {
  const blank = quoteText(`${name} is blank`);
  if (!failing.includes(name)) return blank;
  const unread = columnsOf(table)[name]?.type === 'id' ? 'was rounded by a spreadsheet' : 'cannot be read';
  return `if(${unreadText(failing, name)} is null, ${blank}, ${quoteText(`${name} ${unread}`)})`;
}

/** The filled cells of a row as text, in the order of the file. */
function cellsSql({columns, failing}: Reading): string {
  const cells = columns
    .filter(({target}) => target !== LEFT_OUT)
    .map(({target, type}) => {
      const text = SQL_TYPES[type] === 'VARCHAR' ? quoteName(target) : `${quoteName(target)}::varchar`;
      return failing.includes(target) ? `coalesce(${text}, ${unreadText(failing, target)})` : text;
    });
  return `list_filter([${cells.join(', ')}], lambda cell: cell is not null)`;
}
