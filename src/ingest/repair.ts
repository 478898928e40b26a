import {randomUUID} from 'node:crypto';
import {closeSync, openSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {isFooterText, roughCells} from './footers.ts';
import {type RawRecord, scanRecords, UNCLOSED} from './records.ts';
import type {Layout} from './source.ts';

/** A copy of a text without the records that DuckDB's strict reader refuses, and those records. */
export interface Repaired {
  layout: Layout;
  rejected: number;
  footer: number;
  /** The line in whose middle the text stops, as a download does that broke off; null where it does not. */
  stops: number | null;
  /** CSV of `line,reason,raw` for what is rejected. */
  rejects: string;
}

interface Fault {
  line: number;
  reason: string;
  raw: string;
  last: boolean;
}

/** Faulty records held back until it is known whether they end the file; more than that is no footer. */
const LONGEST_FOOTER = 200;

/** Most of a file's records are broken, so that it is not what it was taken for; says how the first is. */
export class TooBroken extends Error {}

/** So many broken records are more than anybody looks through, and take minutes where every byte is one. */
const MOST_BROKEN = 200_000;

export async function repairText(layout: Layout, folder: string): Promise<Repaired> {
  const [clean, rejects] = [
    output(join(folder, `clean-${randomUUID()}`)),
    output(join(folder, `rejects-${randomUUID()}`)),
  ];
  const counts = {rejected: 0, footer: 0};
  let stops: number | null = null;
  let [sound, first] = [0, ''];
  let tail: Fault[] = [];
  const settle = (faults: readonly Fault[], ends: boolean) => {
    if (ends) stops = stopOf(faults, layout);
    for (const fault of faults) {
      if (isFooter(fault, faults, ends, layout.delimiter)) counts.footer++;
      else {
        if (counts.rejected++ === 0) first = `line ${fault.line}: ${fault.reason}`;
        if (counts.rejected > Math.max(MOST_BROKEN, sound)) throw new TooBroken(first);
        const reason =
          fault.line === stops ? `${fault.reason}, and the file stops there: it looks cut off` : fault.reason;
        rejects.write(Buffer.from(csvLine([String(fault.line), reason, fault.raw])));
      }
    }
  };
  try {
    await scanRecords(layout, record => {
      if (record.fault !== null) tail.push(faultOf(record));
      if (record.fault === null || tail.length > LONGEST_FOOTER) {
        settle(tail, false);
        tail = [];
      }
      if (record.fault === null) {
        sound++;
        clean.write(record.bytes, 10);
      }
      return true;
    });
    settle(tail, true);
  } finally {
    clean.close();
    rejects.close();
  }
  return {
    layout: {...layout, path: clean.path, gz: false, skip: 0, unix: true},
    ...counts,
    stops,
    rejects: rejects.path,
  };
}

function faultOf({line, fault, bytes, last}: RawRecord): Fault {
  return {line, reason: fault ?? '', raw: bytes.toString('utf8'), last};
}

/** Where the text stops within a row: no line end follows its last record, which lacks cells or lies in a quote that never closes. */
function stopOf(tail: readonly Fault[], {delimiter, columns}: Layout): number | null {
  const last = tail.at(-1);
  if (last?.last !== true || isFooter(last, tail, true, delimiter)) return null;
  const open = tail.find(({reason}) => reason === UNCLOSED);
  if (open !== undefined) return open.line;
  const cells = /^has (\d+) cells/.exec(last.reason)?.[1];
  return cells !== undefined && Number(cells) < columns ? last.line : null;
}

/** A footer says so itself, or stands with few cells among the last lines of which one says so. */
function isFooter(fault: Fault, block: readonly Fault[], ends: boolean, delimiter: string): boolean {
  const cells = roughCells(fault.raw, delimiter);
  if (cells.length === 0 || isFooterText(cells[0] ?? '')) return true;
  return ends && cells.length <= 2 && block.some(other => isFooterText(roughCells(other.raw, delimiter)[0] ?? ''));
}

/** Gathers pieces and writes them by the megabyte. */
function output(path: string): {path: string; write(piece: Buffer, end?: number): void; close(): void} {
  const file = openSync(path, 'w');
  const buffer = Buffer.alloc(1 << 20);
  let used = 0;
  const flush = () => {
    if (used > 0) writeSync(file, buffer, 0, used);
    used = 0;
  };
  return {
    path,
    write(piece, end) {
      if (used + piece.length + 1 > buffer.length) flush();
      if (piece.length + 1 > buffer.length) writeSync(file, piece);
      else used += piece.copy(buffer, used);
      if (end !== undefined) buffer[used++] = end;
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
}
