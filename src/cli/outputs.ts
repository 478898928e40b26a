import {
  accessSync,
  constants,
  readdirSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import {dirname, extname, resolve} from 'node:path';
import {nearest, Problem} from '../problem.ts';
import {besideOf, finished, removeBeside} from './unfinished.ts';

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
  const places = targets.flatMap(({path}) => (path === null ? [] : [resolve(path)]));
  const again = places.findIndex((place, index) => places.indexOf(place) < index && kindOf(place) !== 'device');
  if (again >= 0) throw new Problem(`two -o write to the same place: ${places[again]}`);
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

/** The one thing that cannot be had again: what the run itself reads, by whatever path it is called. */
export function refuseInputs(outputs: readonly string[], inputs: readonly string[]): void {
  for (const output of outputs) {
    const target = fileAt(output);
    if (target === null) continue;
    if (inputs.map(fileAt).some(input => input?.dev === target.dev && input.ino === target.ino))
      throw new Problem(`-o ${output} would write over what this run reads; name another file`);
  }
}

function fileAt(path: string): Stats | null {
  if (kindOf(path) !== 'file') return null;
  return statSync(path, {throwIfNoEntry: false}) ?? null;
}

/** A file in a folder that is there; `option` is what named it. */
export function checkWritable(path: string, option = '-o'): void {
  const target = kindOf(path);
  if (target === 'folder') throw new Problem(`${option} ${path} is a folder; name a file in it`);
  const folder = dirname(resolve(path));
  if (target === 'none' && kindOf(folder) !== 'folder')
    throw new Problem(`${option} ${path}: there is no folder ${dirname(path)}`);
  try {
    accessSync(target === 'none' || target === 'file' ? folder : path, constants.W_OK);
  } catch {
    throw new Problem(`${option} ${path} may not be written`);
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

/** What is in a place; nothing below a file, and nothing that may not be looked at. */
export function kindOf(path: string): 'file' | 'folder' | 'device' | 'none' {
  let found: Stats | undefined;
  try {
    found = statSync(path, {throwIfNoEntry: false});
  } catch {
    return 'none';
  }
  if (found === undefined) return 'none';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'device';
}

/** What a command has to say in one format. */
export interface Output {
  /** Null: standard output. */
  path: string | null;
  content: string | Uint8Array;
}

/** Written beside its place; nobody sees it before `finish`. */
export interface Staged {
  path: string;
  finish(): void;
  /** Takes away what is not in its place. */
  abandon(): void;
}

/**
 * All outputs of a run, or none: everything is written beside its place before the first is renamed. Standard output and devices have
 * no place beside; a device comes before the first rename, since it can refuse, and standard output last.
 */
export function writeOutputs(outputs: readonly Output[], others: readonly Staged[] = []): void {
  const staged = [...others];
  const finished: string[] = [];
  try {
    const named = outputs.flatMap(({path, content}) => (path === null ? [] : [{path, content, kind: kindOf(path)}]));
    for (const {path, content, kind} of named) if (kind !== 'device') staged.push(stageFile(path, content));
    for (const {path, content, kind} of named) if (kind === 'device') guarded(path, () => writeFileSync(path, content));
    for (const one of staged) {
      one.finish();
      finished.push(one.path);
    }
  } catch (error) {
    for (const one of staged) one.abandon();
    if (!(error instanceof Problem) || finished.length === 0) throw error;
    throw new Problem(`${error.message}; written before it: ${finished.join(', ')}`, error.details);
  }
  for (const {path, content} of outputs) if (path === null) process.stdout.write(content);
}

/** A link stays a link. */
function stageFile(path: string, content: string | Uint8Array): Staged {
  const place = kindOf(path) === 'file' ? realpathSync(path) : resolve(path);
  const beside = besideOf(place);
  const abandon = () => removeBeside(beside);
  try {
    guarded(path, () => writeFileSync(beside, content));
  } catch (error) {
    abandon();
    throw error;
  }
  const finish = () => {
    guarded(path, () => renameSync(beside, place));
    finished(beside);
  };
  return {path, finish, abandon};
}

function guarded(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Problem(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
