import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {regexProblem} from '../../src/definitions/re2.ts';
import {openSession} from '../../src/engine/session.ts';

describe('patterns people write', () => {
  test.each([
    '(?i)^test',
    '(?i)\\b(vp|head|director|chief|manager)\\b',
    '^\\+?[0-9 ()-]{6,}$',
    '[^@]+@(?:acme|halden)\\.(com|example)$',
    '(?P<word>\\w+)\\s\\d{2,4}',
    '\\p{Greek}|\\pL\\x{1F600}',
    '[[:alpha:]_-]+',
    '[]a]',
    'a{,3}',
    'x*?y+?',
    '\\Qa+b\\E',
    'é|ü|日本',
    '',
  ])('%s is taken', pattern => expect(regexProblem(pattern)).toBeNull());
});

describe('patterns RE2 refuses', () => {
  test.each([
    ['foo(?=bar)', 'look-around (?= is not supported (RE2)'],
    ['(?<!foo)bar', 'look-around (?<! is not supported (RE2)'],
    ['(a)\\1', 'backreference \\1 is not supported (RE2)'],
    ['(?>a)', '(?>a is not a group RE2 knows'],
    ['(a', 'a ( without its )'],
    ['a)', 'a ) without its ('],
    ['[a', 'a [ without its ]'],
    ['[z-a]', 'a range [z-a] that runs backwards'],
    ['*a', 'nothing to repeat before *'],
    ['a**', 'two repetitions in a row: **'],
    ['a{2,1}', '{2,1} counts downwards'],
    ['a{1001}', '{1001}: more than 1000 repetitions'],
    ['(a{100}){100}', 'more than 1000 repetitions'],
    ['(\\pL{30}){30}', 'the pattern is too large: its repetitions multiply'],
    ['a\\', 'a \\ at the end'],
    ['\\y', '\\y is not an escape RE2 knows'],
    ['\\p{Klingon}', '\\p{Klingon} is not a class RE2 knows'],
  ])('%s: %s', (pattern, message) => expect(regexProblem(pattern)).toBe(message));
});

test('large patterns that pass here fit into the memory DuckDB gives a pattern', async () => {
  const session = await openSession({threads: 1});
  const large = [
    '\\pL{13}',
    '(?i)\\pL{12}',
    '.{900}',
    '(?i)[a-z]{900}',
    '[^a-z\\d]{400}',
    '(?i)(é|ß|k){900}',
    `${'(a|b)?'.repeat(160)}`,
  ];
  try {
    for (const pattern of large) {
      expect([pattern, regexProblem(pattern)]).toEqual([pattern, null]);
      await session.rows("select regexp_matches(x, $pattern) as found from (values ('abc')) t(x)", {pattern});
    }
  } finally {
    session.close();
  }
});

test('what passes here, DuckDB takes', async () => {
  const session = await openSession({threads: 1});
  const piece = fc.constantFrom(
    ...'abz019.^$|()[]{}*+?-,:=!<>\\ _é"\'',
    '(?',
    '(?i)',
    '(?:',
    '(?P<n>',
    '{2}',
    '{1,3}',
    '{2,',
    '{500}',
    '\\d',
    '\\b',
    '\\pL',
    '\\p{Lu}',
    '\\x{',
    '\\x41',
    '[^',
    '[:alpha:]',
    '\\Q',
    '\\E',
    'a-z',
    '😀',
  );
  const pattern = fc.array(piece, {maxLength: 10}).map(pieces => pieces.join(''));
  let passed = 0;
  const property = fc.asyncProperty(pattern, async text => {
    if (regexProblem(text) !== null) return;
    passed++;
    await session.rows("select regexp_matches(x, $pattern) as found from (values ('abc')) t(x)", {pattern: text});
  });
  try {
    await fc.assert(property, {numRuns: 3000});
    expect(passed).toBeGreaterThan(300);
  } finally {
    session.close();
  }
});
