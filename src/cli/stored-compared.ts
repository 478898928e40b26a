import {type Compared, readStored} from '../compare/stored.ts';
import {readText} from './text-file.ts';

/** A JSON report from a file or from standard input (`-`); `option` is what named it. */
export async function storedReport(
  path: string,
  option: string | null = null,
  stdin: NodeJS.ReadableStream = process.stdin,
): Promise<Compared> {
  const hint = 'write one with handoff audit -o report.json';
  const text = await readText(path, {option, expected: 'a JSON report', hint}, stdin);
  const name = path === '-' ? 'standard input' : path;
  return readStored(text, option === null ? name : `${option} ${name}`);
}
