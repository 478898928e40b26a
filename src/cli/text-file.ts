import {readFileSync} from 'node:fs';
import {text as textOf} from 'node:stream/consumers';
import {Problem} from '../problem.ts';

/** What a path that somebody gave is for. */
interface Wanted {
  /** `--baseline`; null where the path is an argument. */
  option: string | null;
  /** `a JSON report`. */
  expected: string;
  /** What to do. */
  hint: string;
}

/** The same with `-` for standard input, which has one reader a run. */
export async function readText(path: string, wanted: Wanted, stdin: NodeJS.ReadableStream): Promise<string> {
  if (path !== '-') return readTextFile(path, wanted);
  const text = await textOf(stdin);
  if (text.trim() === '') throw problemOf('standard input', 'is empty', wanted);
  return text;
}

/** The text of a file that somebody named; whatever is in its place is said in one sentence. */
export function readTextFile(path: string, wanted: Wanted): string {
  const problem = (found: string) => problemOf(path, found, wanted);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw problem(unreadable(error));
  }
  if (text.trim() === '') throw problem('is empty');
  return text;
}

function problemOf(what: string, found: string, {option, expected, hint}: Wanted): Problem {
  return new Problem(`${option === null ? '' : `${option} `}${what} ${found}; it takes ${expected}: ${hint}`);
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return `could not be read (${String(code ?? error)})`;
}
