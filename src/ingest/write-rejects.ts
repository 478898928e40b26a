import {randomUUID} from 'node:crypto';
import {closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import type {Session} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import {csvLine} from './repair.ts';

const PAGE = 20_000;

/** A file of the export: its index in `export_rejects`, and what the file of its rejects is named after. */
export interface Rejecting {
  file: number;
  path: string;
  table: string;
  rejected: number;
}

/**
 * Writes one CSV per file with rejected rows: line, reason and the row as it stands in the file (blank where the format has no
 * lines). Each is written beside its place, and none is renamed before all are there. Returns the paths.
 */
export async function writeRejects(session: Session, files: readonly Rejecting[], folder: string): Promise<string[]> {
  const written: {beside: string; path: string}[] = [];
  try {
    mkdirSync(folder, {recursive: true});
    for (const {file, path: source, table, rejected} of files) {
      if (rejected === 0) continue;
      const path = join(folder, `${String(file + 1).padStart(2, '0')}-${plainName(source)}-${table}.csv`);
      const beside = `${path}.${randomUUID().slice(0, 8)}.part`;
      written.push({beside, path});
      await writeFile(session, file, beside);
    }
    for (const {beside, path} of written) renameSync(beside, path);
  } catch (error) {
    for (const {beside} of written) rmSync(beside, {force: true});
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new Problem(`the rejected rows could not be written to ${folder}: ${error.message}`);
  }
  return written.map(({path}) => path);
}

async function writeFile(session: Session, file: number, path: string): Promise<void> {
  const output = openSync(path, 'w');
  try {
    writeSync(output, 'line,reason,row\n');
    for (let from = 0; ; from += PAGE) {
      const rows = await session.rows<{line: number | null; reason: string; raw: string | null}>(
        `select line, reason, raw from export_rejects where file = ${file} order by line, row_no, reason limit ${PAGE} offset ${from}`,
      );
      writeSync(
        output,
        rows
          .map(({line, reason, raw}) => csvLine([line === null ? '' : String(line), reason, guarded(raw ?? '')]))
          .join(''),
      );
      if (rows.length < PAGE) return;
    }
  } finally {
    closeSync(output);
  }
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function guarded(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function plainName(path: string): string {
  return path.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-80);
}
