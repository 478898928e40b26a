import {Problem} from '../problem.ts';

/** Where the reader stands in a pattern. */
export interface Scan {
  readonly pattern: string;
  at: number;
}

// sizes in instructions of RE2's program, on the high side
const CHARACTER = 4;
const RANGE = 8;
const PERL_CLASS = 20;
const UNICODE_CLASS = 1500;

const CATEGORIES = new Set(
  'C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs Any'.split(' '),
);
const SCRIPTS = new Set(
  'Latin Greek Cyrillic Han Arabic Hebrew Hiragana Katakana Hangul Thai Devanagari Armenian Georgian'.split(' '),
);
const POSIX = new Set('alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'.split(' '));

/** An escape outside a class; answers its size. */
export function readEscape(scan: Scan): number {
  const next = scan.pattern[scan.at + 1];
  if (next === 'Q') return readQuoted(scan);
  if (next !== undefined && 'AzbBC'.includes(next)) {
    scan.at += 2;
    return CHARACTER;
  }
  return readClassEscape(scan) ?? readCharacterEscape(scan).size;
}

/** `\Q...\E`: plain text, to the end of the pattern where \E is missing. */
function readQuoted(scan: Scan): number {
  const end = scan.pattern.indexOf('\\E', scan.at + 2);
  const text = scan.pattern.slice(scan.at + 2, end < 0 ? undefined : end);
  scan.at = end < 0 ? scan.pattern.length : end + 2;
  // RE2 has nothing to repeat after an empty \Q\E, and reads a backslash inside in its own way
  if (text === '' || text.includes('\\')) throw new Problem('\\Q...\\E holds nothing, or a backslash');
  return CHARACTER * text.length;
}

/** `\d`, `\pL`, `\p{Greek}`; null where it is no class. */
function readClassEscape(scan: Scan): number | null {
  const [perl] = /^\\[dDsSwW]/.exec(scan.pattern.slice(scan.at, scan.at + 2)) ?? [];
  if (perl !== undefined) {
    scan.at += 2;
    return PERL_CLASS;
  }
  const [text, letter, name] = /^\\[pP](?:([A-Z])|\{\^?(\w+)\})/.exec(scan.pattern.slice(scan.at, scan.at + 40)) ?? [];
  if (text === undefined) return null;
  const known = letter ?? name ?? '';
  if (!CATEGORIES.has(known) && !SCRIPTS.has(known)) throw new Problem(`${text} is not a class RE2 knows`);
  scan.at += text.length;
  return UNICODE_CLASS;
}

/** An escape that is one character; answers its code point. */
function readCharacterEscape(scan: Scan): {code: number; size: number} {
  const rest = scan.pattern.slice(scan.at, scan.at + 14);
  const [hex, two, braced] = /^\\x(?:([\dA-Fa-f]{2})|\{([\dA-Fa-f]{1,6})\})/.exec(rest) ?? [];
  if (hex !== undefined) {
    const code = Number.parseInt(two ?? braced ?? '', 16);
    if (code > 0x10ffff) throw new Problem(`${hex} is beyond Unicode`);
    scan.at += hex.length;
    return {code, size: CHARACTER};
  }
  const [simple] = /^\\[nrtafv]|^\\[!-/:-@[-^`{-~ ]/.exec(rest) ?? [];
  if (simple === undefined) throw new Problem(badEscape(rest));
  scan.at += 2;
  const control = {n: 10, r: 13, t: 9, a: 7, f: 12, v: 11}[simple[1] ?? ''];
  return {code: control ?? simple.charCodeAt(1), size: CHARACTER};
}

function badEscape(rest: string): string {
  if (/^\\[1-9]/.test(rest) || rest.startsWith('\\k'))
    return `backreference ${rest.slice(0, 2)} is not supported (RE2)`;
  if (rest.length < 2) return 'a \\ at the end';
  return `${rest.slice(0, 2)} is not an escape RE2 knows`;
}

/** `[...]`; answers its size. */
export function readClass(scan: Scan): number {
  const {pattern} = scan;
  scan.at++;
  const negated = pattern[scan.at] === '^';
  if (negated) scan.at++;
  let size = negated ? PERL_CLASS : CHARACTER;
  // a ] that comes first is a plain character
  for (let first = true; first || pattern[scan.at] !== ']'; first = false) {
    if (scan.at >= pattern.length) throw new Problem('a [ without its ]');
    size += readPosix(scan) ?? readClassEscapeOf(scan) ?? readRange(scan);
  }
  scan.at++;
  return size;
}

function readPosix(scan: Scan): number | null {
  if (!scan.pattern.startsWith('[:', scan.at)) return null;
  const [text, name = ''] = /^\[:\^?(\w+):\]/.exec(scan.pattern.slice(scan.at, scan.at + 14)) ?? [];
  if (text === undefined || !POSIX.has(name)) throw new Problem('[: opens no class RE2 knows');
  scan.at += text.length;
  return PERL_CLASS;
}

function readClassEscapeOf(scan: Scan): number | null {
  return scan.pattern[scan.at] === '\\' ? readClassEscape(scan) : null;
}

function readRange(scan: Scan): number {
  const low = readClassCharacter(scan);
  const {pattern, at} = scan;
  if (pattern[at] !== '-' || at + 1 >= pattern.length || pattern[at + 1] === ']') return RANGE;
  scan.at++;
  const high = readClassCharacter(scan);
  if (high < low) throw new Problem('a range [z-a] that runs backwards');
  return RANGE;
}

function readClassCharacter(scan: Scan): number {
  if (scan.at >= scan.pattern.length) throw new Problem('a [ without its ]');
  if (scan.pattern[scan.at] === '\\') return readCharacterEscape(scan).code;
  const code = scan.pattern.codePointAt(scan.at) ?? 0;
  scan.at += String.fromCodePoint(code).length;
  return code;
}
