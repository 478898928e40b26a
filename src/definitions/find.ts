import {closeSync, openSync, readSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {packagePath} from '../package-files.ts';
import {Problem} from '../problem.ts';

export interface FindOptions {
  /** `-d`. */
  file?: string | undefined;
  /** What gave that file, for a message; null for an argument. */
  givenBy?: '-d' | null;
  /** The export; a handoff.yaml in it counts where it is a folder, or a zip (see `zippedDefinitions`), and beside it where it is a file. */
  exportPath?: string | undefined;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** Where the definitions came from. */
export type FoundBy = 'option' | 'environment' | 'folder' | 'export' | 'built_in';

export interface FoundFile {
  /** As shown to people. */
  shown: string;
  /** As opened. */
  path: string;
  by: FoundBy;
}

export const FILE_NAME = 'handoff.yaml';
const BUILT_IN = 'default (built in)';

/** Presets under rules/ that `extends` may name; the others extend the default. */
export const PRESETS: readonly string[] = ['default', 'strict', 'product-led', 'enterprise'];

/** The first of: -d, HANDOFF_DEFINITIONS, handoff.yaml here, handoff.yaml in the export, the built-in default. Never two. */
export function findDefinitions({file, exportPath, cwd, env}: FindOptions): FoundFile {
  const named = env['HANDOFF_DEFINITIONS'];
  if (file !== undefined) return {shown: file, path: resolve(cwd, file), by: 'option'};
  if (named !== undefined && named !== '') return {shown: named, path: resolve(cwd, named), by: 'environment'};
  if (isFile(join(cwd, FILE_NAME))) return {shown: FILE_NAME, path: join(cwd, FILE_NAME), by: 'folder'};
  if (exportPath !== undefined) {
    const inside = resolve(cwd, exportPath, FILE_NAME);
    if (isFile(inside)) return {shown: join(exportPath, FILE_NAME), path: inside, by: 'export'};
    // an export of one file has its definitions beside it; those of a zip are inside
    const beside = resolve(cwd, dirname(exportPath), FILE_NAME);
    if (isFile(resolve(cwd, exportPath)) && !/\.zip$/i.test(exportPath) && isFile(beside))
      return {shown: join(dirname(exportPath), FILE_NAME), path: beside, by: 'export'};
  }
  return {shown: BUILT_IN, path: presetPath('default'), by: 'built_in'};
}

export function presetPath(name: string): string {
  return packagePath(`rules/${name}.yaml`);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const LARGEST = 1_000_000;

/** The bytes of the file that was found, as of `findDefinitions`; a message names what asked for it. */
export function readFound({by, path, shown}: FoundFile, {givenBy = '-d'}: FindOptions): Uint8Array {
  const asked = by === 'option' ? givenBy : by === 'environment' ? 'HANDOFF_DEFINITIONS' : null;
  return readDefinitionsFile(path, shown, asked);
}

/** The bytes of a definitions file, at most 1 MB. Throws a Problem that names it, and the option that asked for it. */
export function readDefinitionsFile(path: string, shown: string, asked: string | null = null): Uint8Array {
  let file: number;
  try {
    if (statSync(path).isDirectory()) throw new Problem(notAFile(shown, asked, 'is a folder, not a definitions file'));
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(notAFile(asked === null ? `the definitions file ${shown}` : shown, asked, reasonOf(error)));
  }
  try {
    // one byte more than allowed tells a file that is too large; a pipe has no size to ask for
    const bytes = new Uint8Array(LARGEST + 1);
    let length = 0;
    for (let read = -1; read !== 0; length += read) read = readSync(file, bytes, length, bytes.length - length, null);
    checkSize(length, shown);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function notAFile(what: string, asked: string | null, found: string): string {
  if (what === '-' || what === 'the definitions file -')
    return `${asked === null ? '' : `${asked} `}- is no file, and standard input is not read here: name a file of definitions`;
  if (asked === null) return `${what} ${found}`;
  return `${asked} ${what} ${found}; it takes a YAML file of definitions: write one with handoff init`;
}

export function checkSize(bytes: number, shown: string): void {
  if (bytes > LARGEST) throw new Problem(`${shown} is larger than 1 MB: no definitions file is`);
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'was not found';
  if (code === 'EACCES') return 'may not be read';
  return `could not be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** UTF-8 with or without BOM. */
export function decode(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw new Problem(`${shown} is not UTF-8 text: save it as UTF-8`);
  }
}
