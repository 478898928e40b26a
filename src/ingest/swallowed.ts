import {quoteName, quoteText, type Session} from '../engine/session.ts';
import {plural} from '../words.ts';
import {exportTable, type Read, type Reading} from './read.ts';

/** Lines cut like rows that one cell must hold: prose has a line or two with as many commas. */
const LEAST_LINES = 3;
/** Below this many columns an address has as many commas as a row. */
const LEAST_COLUMNS = 4;
/** A file with more texts than this is no export of rows that people typed quotes into. */
const MOST_COLUMNS = 500;
const MOST_NAMED = 3;

/**
 * Notes on cells that hold lines cut like rows of their own file: a quote that opens there and closes by chance lines later is valid
 * CSV, and takes the rows between with it.
 */
export async function noteSwallowedRows(session: Session, reading: Reading, read: Read): Promise<string[]> {
  const {layout, file} = reading.source;
  const texts = reading.columns.filter(({type}) => type === 'text' || type === 'word').slice(0, MOST_COLUMNS);
  if (layout === null || layout.columns < LEAST_COLUMNS || texts.length === 0) return [];
  const cells = texts.map(({target}) => quoteName(target));
  const rows = await session.rows<{record: number; header: string; lines: number; all: number; cells: number}>(
    `with several as (
         select rowid - ${read.first} + 1 as record, unnest([${cells.join(', ')}]) as cell,
             unnest([${texts.map(({header}) => quoteText(header)).join(', ')}]) as header
         from ${exportTable(reading.table)}
         where rowid >= ${read.first} and rowid < ${read.first + read.rows}
             and (${cells.map(cell => `contains(${cell}, chr(10))`).join(' or ')})
     ),
     counted as (
         select record, header, len(list_filter(string_split(cell, chr(10)),
             line -> len(line) - len(replace(line, $delimiter, '')) = ${layout.columns - 1}))::integer as lines
         from several
     )
     select record::integer as record, header, lines, (sum(lines) over ())::integer as "all", (count(*) over ())::integer as cells
     from counted
     where lines >= ${LEAST_LINES}
     order by lines desc, record
     limit ${MOST_NAMED}`,
    {delimiter: layout.delimiter},
  );
  const [first] = rows;
  if (first === undefined) return [];
  const places = rows.map(({record, header, lines}) => `${header} of record #${record} (${plural(lines, 'line')})`);
  const more = first.cells > rows.length ? `, … (${plural(first.cells, 'cell')})` : '';
  return [
    `${file.path}: ${plural(first.all, 'line')} cut like rows inside a cell, which may be rows that a quote closed too late has swallowed: ${places.join(', ')}${more}`,
  ];
}
