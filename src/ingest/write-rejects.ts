import {closeSync, mkdirSync, openSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import type {Session} from '../engine/session.ts';
import type {Export} from './export.ts';
import {csvLine} from './repair.ts';

const PAGE = 20_000;

/** Writes one CSV per file with rejected rows: line, reason and the row as it stands in the file. Returns the paths. */
export async function writeRejects(session: Session, exported: Export, folder: string): Promise<string[]> {
  mkdirSync(folder, {recursive: true});
  const paths: string[] = [];
  for (const [file, account] of exported.files.entries()) {
    if (account.rejected === 0) continue;
    const path = join(folder, `${String(file + 1).padStart(2, '0')}-${plainName(account.path)}-${account.table}.csv`);
    await writeFile(session, file, path);
    paths.push(path);
  }
  return paths;
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
