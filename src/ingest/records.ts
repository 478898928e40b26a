import {fileBytes, LONGEST_LINE as LONGEST} from './bytes.ts';
import type {Layout} from './source.ts';

/** One record of a delimited text as it stands in the file. */
export interface RawRecord {
  /** First physical line, from 1; of a sheet its row. */
  line: number;
  /** Bytes of the record without its line end and without surplus blank cells. */
  bytes: Buffer;
  /** Why DuckDB's strict reader would refuse it; null where it would not. */
  fault: string | null;
  /** The text stops in it: no line end follows. */
  last: boolean;
}

const [NEWLINE, RETURN, QUOTE, SPACE] = [10, 13, 34, 32];

/** Records whose quotes never close are looked for over up to 2 MB each: no file needs that often. */
const MOST_UNCLOSED = 200;

/**
 * Cuts a text exactly as DuckDB's strict reader does, but names what that reader refuses instead of stopping: after a broken
 * record it goes on with the next physical line. (DuckDB's own `store_rejects` loses records and miscounts lines.)
 * A record longer than the limit is a fault too. Stops where `onRecord` answers false.
 */
export async function scanRecords(layout: Layout, onRecord: (record: RawRecord) => boolean): Promise<void> {
  const cut: Cut = {next: 0, fields: 0, end: 0, lines: 0, fault: null};
  const state: State = {buffer: Buffer.alloc(0), at: 0, line: 1, place: 0, unclosed: 0, passing: false};
  const delimiter = layout.delimiter.charCodeAt(0);

  const drain = (final: boolean): boolean => {
    if (state.passing) {
      const end = state.buffer.indexOf(NEWLINE, state.at);
      state.at = end < 0 ? state.buffer.length : end + 1;
      state.passing = end < 0;
      if (end >= 0) state.line++;
    }
    while (state.at < state.buffer.length) {
      if (!cutRecord(state.buffer, state.at, delimiter, layout.columns, final, cut)) return true;
      if (cut.fault === UNCLOSED && ++state.unclosed > MOST_UNCLOSED) throw new TooManyUnclosed();
      const bytes = state.buffer.subarray(state.at, cut.end);
      const row = state.place++ >= layout.skip;
      const blank = layout.columns > 1 && cut.fault !== UNCLOSED && isBlank(bytes);
      const line = layout.rows ? state.place : state.line;
      // the place behind a line end that is not there
      const last = cut.next > state.buffer.length;
      state.at = cut.next;
      state.line += cut.lines;
      state.passing = cut.fault === OVERLONG && cut.lines === 0;
      if (
        row &&
        !blank &&
        !onRecord({line, bytes, fault: cut.fault ?? faultOf(cut.fields, layout.columns, bytes.length), last})
      )
        return false;
    }
    return true;
  };

  for await (const chunk of fileBytes(layout.path, layout.gz)) {
    const rest = state.buffer.subarray(state.at);
    const first = state.buffer.length === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    state.buffer = rest.length === 0 ? (first ? chunk.subarray(3) : chunk) : Buffer.concat([rest, chunk]);
    state.at = 0;
    if (!drain(false)) return;
  }
  drain(true);
}

interface State {
  buffer: Buffer;
  at: number;
  line: number;
  /** Records so far, those before the first row included. */
  place: number;
  unclosed: number;
  /** Within the rest of a line that was too long. */
  passing: boolean;
}

/** The quotes of a file are so broken that no rows can be told apart. */
export class TooManyUnclosed extends Error {}

interface Cut {
  /** Where the next record begins. */
  next: number;
  fields: number;
  /** Behind the last byte that belongs to the header's columns. */
  end: number;
  /** Physical lines it takes. */
  lines: number;
  fault: string | null;
}

export const UNCLOSED = 'a quote does not close';
const OVERLONG = 'the row is longer than 2 MB';

/** Cuts the record at `from`; false where the buffer ends before it does. */
function cutRecord(bytes: Buffer, from: number, delimiter: number, columns: number, final: boolean, cut: Cut): boolean {
  let at = from;
  let surplus = false;
  [cut.fields, cut.lines, cut.fault, cut.end] = [0, 1, null, -1];
  for (;;) {
    // leading spaces do not hide an opening quote
    while (bytes[at] === SPACE) at++;
    if (bytes[at] === QUOTE) {
      const closed = closingQuote(bytes, at + 1, cut);
      if (closed < 0) {
        if (bytes.length - from > LONGEST || final) return firstLineOnly(bytes, from, UNCLOSED, cut);
        return false;
      }
      at = closed + 1;
      while (bytes[at] === SPACE) at++;
      if (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== NEWLINE && bytes[at] !== RETURN) {
        return firstLineOnly(bytes, from, 'text follows a closing quote', cut);
      }
    } else {
      while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== NEWLINE && bytes[at] !== RETURN) at++;
    }
    if (at >= bytes.length && !final) {
      return bytes.length - from > LONGEST && overlong(bytes, cut);
    }
    cut.fields++;
    // surplus cells after the header's columns are let go where all are blank, as DuckDB does
    if (cut.fields <= columns) cut.end = at;
    else if (bytes[at - 1] !== delimiter) surplus = true;
    if (bytes[at] !== delimiter) break;
    at++;
  }
  if (surplus) cut.end = at;
  else cut.fields = Math.min(cut.fields, columns);
  // a line end of two bytes may be cut by the buffer's end
  if (bytes[at] === RETURN && at + 1 >= bytes.length && !final) return false;
  cut.next = lineEnd(bytes, at);
  return true;
}

/** Takes all there is of a line that has gone on for too long; the rest of it is passed over. */
function overlong(bytes: Buffer, cut: Cut): true {
  [cut.fault, cut.end, cut.next, cut.lines] = [OVERLONG, bytes.length, bytes.length, 0];
  return true;
}

/** The place of the quote that closes, or -1; counts the line ends within. */
function closingQuote(bytes: Buffer, from: number, cut: Cut): number {
  let at = from;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0) return -1;
    // the byte behind decides, and it may lie in the next chunk
    if (bytes[quote + 1] !== QUOTE) {
      cut.lines += lineEndsWithin(bytes, from, quote);
      return quote;
    }
    at = quote + 2;
  }
}

function lineEndsWithin(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === NEWLINE || (byte === RETURN && bytes[at + 1] !== NEWLINE)) count++;
  }
  return count;
}

function firstLineOnly(bytes: Buffer, from: number, fault: string, cut: Cut): true {
  let at = from;
  while (at < bytes.length && bytes[at] !== NEWLINE && bytes[at] !== RETURN) at++;
  [cut.fault, cut.end, cut.next, cut.lines] = [fault, at, lineEnd(bytes, at), 1];
  return true;
}

function lineEnd(bytes: Buffer, at: number): number {
  return bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? at + 2 : at + 1;
}

function faultOf(fields: number, columns: number, length: number): string | null {
  if (length > LONGEST) return OVERLONG;
  if (fields !== columns) return `has ${fields} cells where the header has ${columns}`;
  return null;
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== SPACE && byte !== 9) return false;
  return true;
}
