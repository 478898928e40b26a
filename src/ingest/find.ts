import {accessSync, constants, lstatSync, readdirSync, realpathSync, type Stats, statSync} from 'node:fs';
import {basename, join, resolve, sep} from 'node:path';
import type {Archive, ZipMember} from '../engine/zip.ts';
import {Problem} from '../problem.ts';
import type {Sheet} from './workbook.ts';

/** One file of the export. */
export interface FoundFile {
  /** As shown: relative to the export, with `/`. */
  path: string;
  absolute: string;
  /** Name without extensions, as written. */
  stem: string;
  /** Lower case, without a dot and without `gz`. */
  extension: string;
  gz: boolean;
  /** Where it lies within a zip, until it is unpacked. */
  packed?: {archive: Archive; member: ZipMember};
  /** The sheet of the workbook `absolute` that it is. */
  sheet?: Sheet;
}

export interface Unused {
  path: string;
  reason: string;
}

export interface Found {
  files: FoundFile[];
  unused: Unused[];
  /** True where the export is one file that the user named. */
  single: boolean;
}

/**
 * The files of an export: the one named, or those of the folder and of its direct subfolders, in a fixed order. What lies
 * within zips and workbooks is found by `openContainers`.
 */
export function findFiles(path: string): Found {
  const absolute = resolve(path);
  const stats = statOf(path, absolute);
  if (stats.isFile() && !isReadable(absolute)) throw new Problem(`${path} ${UNREADABLE}`);
  if (stats.isFile()) return {files: [foundFile(basename(absolute), absolute)], unused: [], single: true};
  if (!stats.isDirectory()) throw new Problem(`${path} is neither a folder nor a file`);
  const found: Found = {files: [], unused: [], single: false};
  collect(realpathSync(absolute), '', found);
  return found;
}

/** What text packs to on average in gzip, for a guess. */
const PACKED = 6;

/** Bytes of text that the files hold; of what is packed about. */
export function unpackedSize({files}: Found): number {
  return files.reduce((sum, {absolute, gz, packed, sheet}) => {
    if (packed !== undefined) return sum + packed.member.bytes;
    return sum + statSync(absolute).size * (gz || sheet !== undefined ? PACKED : 1);
  }, 0);
}

function statOf(path: string, absolute: string): Stats {
  try {
    return statSync(absolute);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (path === '-' && code === 'ENOENT')
      throw new Problem('- is no folder and no file, and standard input is not read here: name the export');
    throw new Problem(code === 'ENOENT' ? `there is no ${path}` : `${path} cannot be opened (${String(code)})`);
  }
}

function collect(root: string, folder: string, found: Found): void {
  for (const name of namesIn(join(root, folder), folder, found)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const absolute = join(root, path);
    const stats = lstatSync(absolute);
    if (stats.isSymbolicLink()) collectLink(root, path, absolute, found);
    else if (stats.isFile()) collectFile(path, absolute, found);
    else if (!stats.isDirectory()) found.unused.push({path, reason: 'is not a regular file'});
    else if (folder === '') collect(root, name, found);
    else found.unused.push({path, reason: 'folders below the first level are not read'});
  }
}

/** Sorted by code unit, so that the order does not depend on the locale; hidden and lock files are left out. */
function namesIn(absolute: string, folder: string, found: Found): string[] {
  try {
    return readdirSync(absolute)
      .filter(name => !isPassedOver(name))
      .sort();
  } catch (error) {
    if (folder === '') throw new Problem(`${absolute} cannot be read (${String(error)})`);
    found.unused.push({path: folder, reason: 'cannot be read'});
    return [];
  }
}

/** Hidden files, locks, what macOS adds, and the definitions. */
export function isPassedOver(name: string): boolean {
  return /^[.~]|^__MACOSX$|^handoff\.ya?ml$/.test(name);
}

/** A link may name a file of the export; what it names outside is not the export's. */
function collectLink(root: string, path: string, absolute: string, found: Found): void {
  const target = linkTarget(absolute);
  if (target === null) found.unused.push({path, reason: 'is a link to nothing'});
  else if (!target.startsWith(root + sep)) found.unused.push({path, reason: 'is a link that leaves the folder'});
  else if (!statSync(target).isFile()) found.unused.push({path, reason: 'is a link, and not to a file'});
  else collectFile(path, target, found);
}

const UNREADABLE = 'cannot be read: whoever runs handoff has no right to';

function collectFile(path: string, absolute: string, found: Found): void {
  if (isReadable(absolute)) found.files.push(foundFile(path, absolute));
  else found.unused.push({path, reason: UNREADABLE});
}

function isReadable(absolute: string): boolean {
  try {
    accessSync(absolute, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function linkTarget(absolute: string): string | null {
  try {
    return realpathSync(absolute);
  } catch {
    return null;
  }
}

export function foundFile(path: string, absolute: string): FoundFile {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const gz = /\.gz$/i.test(name);
  const bare = gz ? name.slice(0, -3) : name;
  const dot = bare.lastIndexOf('.');
  return dot <= 0
    ? {path, absolute, stem: bare, extension: '', gz}
    : {path, absolute, stem: bare.slice(0, dot), extension: bare.slice(dot + 1).toLowerCase(), gz};
}
