import {type Compared, readStored} from '../compare/stored.ts';
import {readTextFile} from './text-file.ts';

/** A JSON report from a file; `option` is what named it. */
export function storedReport(path: string, option: string | null = null): Compared {
  const hint = 'write one with handoff audit -o report.json';
  const text = readTextFile(path, {option, expected: 'a JSON report', hint});
  return readStored(text, option === null ? path : `${option} ${path}`);
}
