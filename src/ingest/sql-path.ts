import {randomUUID} from 'node:crypto';
import {copyFileSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {quoteText} from '../engine/session.ts';

/** DuckDB reads `*?[` in a path as a pattern and cannot be told not to: such a file gets a plain name in the folder. */
export function readablePath(path: string, folder: string): string {
  if (!/[*?[\]{}]/.test(path)) return path;
  const link = join(folder, `file-${randomUUID()}`);
  try {
    symlinkSync(path, link);
  } catch {
    copyFileSync(path, link);
  }
  return link;
}

export function sqlPath(path: string): string {
  return quoteText(path);
}
