import {existsSync} from 'node:fs';
import {posix, relative, resolve, sep} from 'node:path';
import {checkSize, readDefinitionsFile} from '../../definitions/find.ts';
import {type LoadedDefinitions, parseDefinitions} from '../../definitions/load.ts';
import {Problem} from '../../problem.ts';
import {type GitPath, parseGitPath, pathFromTop, readBlob} from './git.ts';

/** One side of a diff: a file, `-` for standard input, or `REV:path`. A file that has a name with a colon wins. */
export async function loadSide(
  name: string,
  cwd: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<LoadedDefinitions> {
  if (name === '-')
    return parseDefinitions({path: '-', bytes: await readAll(stdin), from: resolve(cwd, 'standard-input')});
  const gitPath = existsSync(resolve(cwd, name)) ? null : parseGitPath(name);
  return gitPath === null ? loadFile(name, resolve(cwd, name), cwd) : loadRevision(name, gitPath, cwd);
}

/** `shown` is what people see, e.g. a/handoff.yaml for git's temporary file; `from` is where `extends` starts. */
export function loadFile(shown: string, path: string, cwd: string, from = path): LoadedDefinitions {
  // git's word for a file that is not there: nothing is defined
  const bytes = path === '/dev/null' ? new Uint8Array() : readDefinitionsFile(resolve(cwd, path), shown);
  return parseDefinitions({path: shown, bytes, from: resolve(cwd, from)});
}

/** What the file extends is read from the same revision. */
function loadRevision(name: string, gitPath: GitPath, cwd: string): LoadedDefinitions {
  const {revision} = gitPath;
  const path = pathFromTop(gitPath, cwd);
  // as if the repository lay here; nothing is looked up in it
  const top = resolve(sep, 'repository');
  return parseDefinitions({
    path: name,
    bytes: readBlob({revision, path}, cwd),
    from: resolve(top, path),
    read: (inherited, shown) => {
      if (shown.endsWith(' (built in)')) return readDefinitionsFile(inherited, shown);
      const inside = relative(top, inherited).split(sep).join(posix.sep);
      if (inside.startsWith('../')) throw new Problem(`${shown} lies outside the repository`);
      return readBlob({revision, path: inside}, cwd);
    },
  });
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part);
    length += part.length;
    checkSize(length, 'standard input');
  }
  return Buffer.concat(parts);
}
