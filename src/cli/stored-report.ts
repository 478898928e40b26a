import {Problem} from '../problem.ts';
import {reportSchema} from '../report/schema.ts';
import type {Report} from '../result.ts';
import {plural} from '../words.ts';
import {readText} from './text-file.ts';

/** Problems of a file that are told; the first ones mostly cause the rest. */
const MOST = 5;

const WANTED = {option: null, expected: 'a JSON report', hint: 'write one with handoff audit -f json'};

/** A report that `handoff audit -f json` wrote, from a file or from standard input (`-`). */
export async function readReport(path: string, stdin: NodeJS.ReadableStream): Promise<Report> {
  const name = path === '-' ? 'standard input' : path;
  const content = await readText(path, WANTED, stdin);
  const read = reportSchema.safeParse(parsed(name, content));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({path: place, message}) => `${placeOf(place)}: ${message}`);
  const rest = problems.length - MOST;
  throw new Problem(`${name} is no report of this version of handoff (handoff schema report says what one is)`, [
    ...problems.slice(0, MOST),
    ...(rest > 0 ? [`and ${plural(rest, 'more problem')}`] : []),
  ]);
}

function parsed(name: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Problem(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `measures[3].value`; the whole is `the report`. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return place === '' ? 'the report' : place.replace(/^\./, '');
}
