import {randomBytes} from 'node:crypto';
import {accessSync, constants, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, extname, resolve} from 'node:path';
import {nearest, Problem} from '../problem.ts';

export interface Target<Format extends string> {
  /** Null: standard output. */
  path: string | null;
  format: Format;
}

/** What a command can write, by the extension of a file; `/` for a folder of files. */
export type Formats<Format extends string> = Readonly<Record<string, Format>>;

/**
 * Where the result goes: every `-o` in the format of its extension, else of `-f`; without `-o` standard output.
 * Refuses what cannot be written before anything is computed.
 */
export function targetsOf<Format extends string>(
  outputs: readonly string[],
  format: Format | undefined,
  usual: Format,
  extensions: Formats<Format>,
): Target<Format>[] {
  if (outputs.length === 0) return [{path: null, format: format ?? usual}];
  const targets = outputs.map(output => {
    if (output === '-') return {path: null, format: format ?? usual};
    const folder = extensions['/'];
    if (folder !== undefined && (output.endsWith('/') || kindOf(output) === 'folder')) {
      checkFolder(output);
      return {path: output, format: folder};
    }
    checkWritable(output);
    return {path: output, format: formatOf(output, format, extensions)};
  });
  if (targets.filter(({path}) => path === null).length > 1) throw new Problem('-o - can be given once');
  return targets;
}

function formatOf<Format extends string>(
  path: string,
  format: Format | undefined,
  extensions: Formats<Format>,
): Format {
  const extension = extname(path).slice(1).toLowerCase();
  const known = Object.hasOwn(extensions, extension) ? extensions[extension] : undefined;
  const chosen = known ?? format;
  if (chosen !== undefined) return chosen;
  const near = nearest(extension, Object.keys(extensions));
  const ways = Object.keys(extensions)
    .map(name => (name === '/' ? 'folder/' : `.${name}`))
    .join(', ');
  throw new Problem(
    `-o ${path}: no format has the extension ${JSON.stringify(extension)}${near === null ? '' : `, did you mean .${near}?`} (${ways}; or say it with -f)`,
  );
}

function checkWritable(path: string): void {
  const target = kindOf(path);
  if (target === 'folder') throw new Problem(`-o ${path} is a folder; name a file in it`);
  const folder = dirname(resolve(path));
  if (target === 'none' && kindOf(folder) !== 'folder')
    throw new Problem(`-o ${path}: there is no folder ${dirname(path)}`);
  try {
    accessSync(target === 'none' || target === 'file' ? folder : path, constants.W_OK);
  } catch {
    throw new Problem(`-o ${path} may not be written`);
  }
}

/** The folder itself where it is there, and the one it lies in, since it is written beside its place. */
function checkFolder(path: string): void {
  const parent = dirname(resolve(path));
  if (kindOf(parent) !== 'folder') throw new Problem(`-o ${path}: there is no folder ${dirname(path)}`);
  const target = kindOf(resolve(path));
  if (target !== 'folder' && target !== 'none') throw new Problem(`-o ${path} is no folder`);
  if (target === 'folder' && !isOurs(path))
    throw new Problem(
      `-o ${path} is a folder with CSV files that handoff did not write, and its own might go over them; name another folder`,
    );
  try {
    for (const folder of target === 'none' ? [parent] : [parent, path]) accessSync(folder, constants.W_OK);
  } catch {
    throw new Problem(`-o ${path} may not be written`);
  }
}

/** Without CSV files, or an earlier report: an export given as the place to write to would lose its own leads. */
function isOurs(folder: string): boolean {
  const names = readdirSync(folder).map(name => name.toLowerCase());
  if (!names.some(name => name.endsWith('.csv'))) return true;
  return ['dictionary.csv', 'measures.csv'].every(name => names.includes(name));
}

function kindOf(path: string): 'file' | 'folder' | 'device' | 'none' {
  const found = statSync(path, {throwIfNoEntry: false});
  if (found === undefined) return 'none';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'device';
}

/** Beside its place and renamed, so that nobody meets half a file; a link stays a link, a device is written to. */
export function writeOutput(path: string, text: string | Uint8Array): void {
  const kind = kindOf(path);
  const place = kind === 'file' ? realpathSync(path) : resolve(path);
  const beside = `${place}.${randomBytes(4).toString('hex')}.part`;
  try {
    writeFileSync(kind === 'device' ? place : beside, text);
    if (kind !== 'device') renameSync(beside, place);
  } catch (error) {
    rmSync(beside, {force: true});
    throw new Problem(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
