import {type Options, parse} from 'csv-parse/sync';
import {columnKey} from './names.ts';
import {uniqueHeaders} from './source.ts';
import {CANONICAL} from './tables.ts';

/** How a delimited text is written. The quote is always `"` and doubled within quotes: other quotes end as rejected rows. */
export interface Dialect {
  delimiter: string;
  /** Records before the first row: blank lines, `sep=`, titles and the header. */
  skip: number;
  headers: string[];
  /** Titles above the header. */
  titles: number;
  /** False where nothing follows the header in what was looked at. */
  rows: boolean;
}

export const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

const KNOWN = new Set(Object.values(CANONICAL).flatMap(columns => Object.keys(columns).map(columnKey)));

interface Candidate extends Dialect {
  /** Share of records as wide as the header. */
  fit: number;
  known: number;
}

/** Decides delimiter, unless it is known, and header from the beginning of a text; `whole` says that the text does not go on. */
export function probeDialect(text: string, whole: boolean, known: string | null = null): Dialect | null {
  // one kind of line end, so that a mixed file does not hide its lines from the probe
  const lines = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const complete = whole ? lines : lines.slice(0, lines.lastIndexOf('\n') + 1) || lines;
  const declared = known === null ? /^"?sep=(.)"?\n/i.exec(complete)?.[1] : undefined;
  const delimiters = known !== null ? [known] : declared === undefined ? worthTrying(complete) : [declared];
  const tried = (upTo: number) =>
    delimiters
      .map(delimiter => tryDelimiter(complete, delimiter, declared === undefined ? 0 : 1, upTo))
      .filter(candidate => candidate !== null);
  // nearly every file shows in its first lines that only one delimiter makes a table of it
  const tables = tried(50).filter(({headers}) => headers.length > 1);
  if (tables.length === 1 && tables[0]?.fit === 1) return tables[0];
  return tried(1000).sort(better)[0] ?? null;
}

/** Delimiters that do not occur all give the same single column: one of them speaks for all. */
function worthTrying(text: string): string[] {
  const names = Object.keys(DELIMITER_NAMES);
  const absent = names.find(delimiter => !text.includes(delimiter));
  return names.filter(delimiter => delimiter === absent || text.includes(delimiter));
}

/** One column only where nothing else fits; then the delimiter that knows most headers, fits most rows, gives most columns. */
function better(a: Candidate, b: Candidate): number {
  return (
    Number(b.headers.length > 1 && b.fit >= 0.5) - Number(a.headers.length > 1 && a.fit >= 0.5) ||
    b.known - a.known ||
    b.fit - a.fit ||
    b.headers.length - a.headers.length
  );
}

function tryDelimiter(text: string, delimiter: string, from: number, upTo: number): Candidate | null {
  const {records, cut} = recordsOf(text, delimiter, upTo);
  const header = headerPlace(records, from);
  const cells = records[header];
  if (cells === undefined) return null;
  const body = records.slice(header + 1).filter(record => !isBlank(record));
  const wide = body.filter(record => record.length >= cells.length).length;
  const headers = uniqueHeaders(cells);
  return {
    delimiter,
    skip: header + 1,
    headers,
    titles: records.slice(from, header).filter(record => !isBlank(record)).length,
    // a quote that opens in the first row and never closes hides every row from the probe, not from the repair
    rows: body.length > 0 || cut,
    fit: body.length === 0 ? 1 : wide / body.length,
    known: headers.filter(name => KNOWN.has(columnKey(name))).length,
  };
}

/** So many records, or those before the first that cannot be cut (the text may end within quotes). */
function recordsOf(text: string, delimiter: string, upTo: number): {records: string[][]; cut: boolean} {
  const records: string[][] = [];
  const options: Options<string[]> = {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    to: upTo,
    on_record: record => {
      records.push(record);
      return null;
    },
  };
  try {
    parse(text, options);
  } catch {
    // what was read so far is enough for a guess
    return {records, cut: true};
  }
  return {records, cut: false};
}

/** Lines from the first title to the header: so few need no further sign; a formatted report has its filters among them. */
const [FEW_TITLES, MOST_TITLES] = [5, 30];

/** The first record with two filled cells: titles above a header stand alone. Else the first that is not blank. */
function headerPlace(records: readonly string[][], from: number): number {
  const filled = (record: string[]) => record.filter(cell => cell.trim() !== '').length;
  const multi = records.findIndex((record, place) => place >= from && filled(record) > 1);
  const first = records.findIndex((record, place) => place >= from && filled(record) > 0);
  if (multi < 0 || multi - first <= FEW_TITLES) return Math.max(multi, first);
  // a single column of texts where some happen to hold the delimiter is no table of two
  const rest = records.slice(multi).filter(record => !isBlank(record));
  const wide = rest.filter(record => filled(record) > 1).length;
  return multi - first <= MOST_TITLES && wide > 1 && wide * 2 >= rest.length ? multi : first;
}

function isBlank(record: readonly string[]): boolean {
  return record.every(cell => cell.trim() === '');
}
