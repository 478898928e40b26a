import {spawnSync} from 'node:child_process';
import {posix} from 'node:path';
import {checkSize} from '../../definitions/find.ts';
import {Problem} from '../../problem.ts';

/** A file of a revision, as `git show REV:path` names it; an empty revision is the index. */
export interface GitPath {
  revision: string;
  /** From the top of the repository, or from the current folder where it begins with ./ or ../ */
  path: string;
}

/** Null where it is no such thing. A drive letter is no revision. */
export function parseGitPath(text: string): GitPath | null {
  const [, revision, path] = /^([^:]*):(.+)$/s.exec(text) ?? [];
  if (revision === undefined || path === undefined || /^[A-Za-z]:[\\/]/.test(text)) return null;
  return {revision, path};
}

/** The path from the top of the repository. */
export function pathFromTop({path}: GitPath, cwd: string): string {
  const relative = /^\.\.?(\/|$)/.test(path);
  const fromTop = posix.normalize(relative ? posix.join(prefixOf(cwd), path) : path);
  if (fromTop.startsWith('../') || fromTop === '..') throw new Problem(`${path} lies outside the repository`);
  return fromTop;
}

/** The bytes of a file at a revision. `path` starts at the top of the repository. */
export function readBlob({revision, path}: GitPath, cwd: string): Uint8Array {
  const name = `${revision}:${path}`;
  // git takes what begins with a dash for an option
  if (revision.startsWith('-')) throw new Problem(`${name}: no revision begins with a dash`);
  const {status, stdout} = git(['cat-file', 'blob', name], cwd);
  if (status === 0) {
    checkSize(stdout.length, name);
    return stdout;
  }
  throw new Problem(reasonOf({revision, path}, cwd));
}

/** Why git would not show it, in our words: its own differ from version to version. */
function reasonOf({revision, path}: GitPath, cwd: string): string {
  const name = `${revision}:${path}`;
  prefixOf(cwd);
  if (revision !== '' && git(['rev-parse', '--verify', '--quiet', `${revision}^{tree}`], cwd).status !== 0)
    return `${name}: git knows no revision ${JSON.stringify(revision)} here`;
  const kind = git(['cat-file', '-t', name], cwd).stdout.toString().trim();
  if (kind !== '' && kind !== 'blob') return `${name} is a folder, not a definitions file`;
  return `${name}: there is no ${path} in ${revision === '' ? 'the index' : revision}`;
}

/** Of the current folder within the repository; empty at its top. */
function prefixOf(cwd: string): string {
  const {status, stdout} = git(['rev-parse', '--show-prefix'], cwd);
  if (status !== 0) throw new Problem(`${cwd} is in no git repository, so no revision can be read`);
  return stdout.toString().trimEnd();
}

// a definitions file has at most 1 MB; more is cut and then refused
const LARGEST = 2_000_000;

/** One git command by its words, without a shell. It may not go to the network, ask for anything or write. */
function git(words: readonly string[], cwd: string): {status: number | null; stdout: Buffer} {
  const {error, status, stdout} = spawnSync('git', ['-c', 'protocol.allow=never', ...words], {
    cwd,
    env: {...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C'},
    maxBuffer: LARGEST,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') throw new Problem('git was not found; only files and - can be compared without it');
  if (code === 'ENOBUFS') throw new Problem(`${words.at(-1)} is larger than 1 MB: no definitions file is`);
  if (error !== undefined) throw new Problem(`git could not be run: ${error.message}`);
  return {status, stdout};
}
