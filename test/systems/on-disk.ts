import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {csv, type Twin} from './twin.ts';

/** Writes the files and definitions into a folder of their own for as long as `use` takes. */
export async function withFiles<T>(
  files: Twin['files'],
  definitions: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'twin-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'export', path)), {recursive: true});
      writeFileSync(join(folder, 'export', path), text);
    }
    writeFileSync(join(folder, 'handoff.yaml'), definitions);
    return await use(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** The story as the tables that the system's files become. */
export function canonicalFiles(canonical: Twin['canonical']): Twin['files'] {
  return Object.fromEntries(Object.entries(canonical).map(([table, rows]) => [`${table}.csv`, csv(rows)]));
}
