import {Problem} from '../problem.ts';
import {readClass, readEscape, type Scan} from './re2-classes.ts';

/**
 * Whether DuckDB's regular expressions (RE2) take a pattern, without loading DuckDB: a sentence on what is wrong, or null.
 * It may refuse the odd pattern RE2 would take; it never passes one RE2 refuses (property test against DuckDB).
 */
export function regexProblem(pattern: string): string | null {
  const scan: Scan = {pattern, at: 0};
  try {
    const size = readAlternatives(scan, new Set());
    if (scan.at < pattern.length) return 'a ) without its (';
    if (size.instructions > LARGEST) return 'the pattern is too large: its repetitions multiply';
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

/** How large RE2's program gets, roughly; and the product of nested counted repetitions. */
interface Size {
  instructions: number;
  repeats: number;
}

// RE2 allows some 87,000 instructions within the 8 MB DuckDB gives it; the estimate is coarse
const LARGEST = 20_000;
// RE2's own limit, also for repetitions within repetitions
const MOST_REPEATS = 1000;

function readAlternatives(scan: Scan, names: Set<string>): Size {
  const size: Size = {instructions: 1, repeats: 1};
  let last: Size | null = null;
  const keep = () => {
    size.instructions += last?.instructions ?? 0;
    size.repeats = Math.max(size.repeats, last?.repeats ?? 1);
    last = null;
  };
  while (scan.at < scan.pattern.length && scan.pattern[scan.at] !== ')') {
    const character = scan.pattern[scan.at] ?? '';
    const repeat = readRepeat(scan);
    if (repeat !== null) {
      if (last === null) throw new Problem(`nothing to repeat before ${repeat.text}`);
      const again = readRepeat(scan);
      if (again !== null) throw new Problem(`two repetitions in a row: ${repeat.text}${again.text}`);
      last = repeated(last, repeat.most);
      keep();
    } else {
      keep();
      last = character === '|' ? skip(scan) : readAtom(scan, names);
    }
  }
  keep();
  return size;
}

function skip(scan: Scan): null {
  scan.at++;
  return null;
}

function repeated(size: Size, most: number): Size {
  const repeats = size.repeats * most;
  if (repeats > MOST_REPEATS) throw new Problem(`more than ${MOST_REPEATS} repetitions`);
  return {instructions: size.instructions * most + 1, repeats};
}

/** `*`, `+`, `?` or `{n,m}`, lazy or not; null where there is none. `{` that opens no repetition is a plain character. */
function readRepeat(scan: Scan): {text: string; most: number} | null {
  const [text, , low, comma, high] = /^(?:[*+?]|(\{(\d+)(,(\d*))?\}))\??/.exec(scan.pattern.slice(scan.at)) ?? [];
  if (text === undefined) return null;
  scan.at += text.length;
  if (low === undefined) return {text, most: 1};
  const most = Number(high === undefined || high === '' ? low : high);
  if (most < Number(low)) throw new Problem(`${text} counts downwards`);
  if (most > MOST_REPEATS || Number(low) > MOST_REPEATS)
    throw new Problem(`${text}: more than ${MOST_REPEATS} repetitions`);
  return {text, most: Math.max(1, most + (comma === undefined ? 0 : 1))};
}

/** One thing a repetition can follow; null for a mark that is none, such as (?i). */
function readAtom(scan: Scan, names: Set<string>): Size | null {
  const character = scan.pattern[scan.at];
  if (character === '(') return readGroup(scan, names);
  if (character === '[') return {instructions: readClass(scan), repeats: 1};
  if (character === '\\') return {instructions: readEscape(scan), repeats: 1};
  // a character beyond the basic plane is two units
  scan.at += String.fromCodePoint(scan.pattern.codePointAt(scan.at) ?? 0).length;
  return {instructions: character === '.' ? 20 : 4, repeats: 1};
}

function readGroup(scan: Scan, names: Set<string>): Size | null {
  const rest = scan.pattern.slice(scan.at);
  const [flags] = /^\(\?[imsU]+(-[imsU]+)?\)|^\(\?-[imsU]+\)/.exec(rest) ?? [];
  if (flags !== undefined) {
    scan.at += flags.length;
    return null;
  }
  const [opening, name] = /^\((?:\?P<(\w+)>|\?(?:[imsU]+(?:-[imsU]+)?|-[imsU]+)?:)?/.exec(rest) ?? [];
  if (opening === undefined || rest.startsWith(`${opening}?`)) throw new Problem(badGroup(rest));
  if (name !== undefined && names.has(name)) throw new Problem(`two groups named ${name}`);
  if (name !== undefined) names.add(name);
  scan.at += opening.length;
  const size = readAlternatives(scan, names);
  if (scan.pattern[scan.at] !== ')') throw new Problem('a ( without its )');
  scan.at++;
  return {...size, instructions: size.instructions + 2};
}

function badGroup(rest: string): string {
  if (/^\(\?<?[=!]/.test(rest)) return `look-around ${rest.slice(0, rest[2] === '<' ? 4 : 3)} is not supported (RE2)`;
  return `${rest.slice(0, 4)} is not a group RE2 knows`;
}
