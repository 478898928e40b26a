import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import type {Change} from '../../src/diff/change.ts';
import {asIs, diffOf, mirrored, type Written} from './definitions.ts';

interface Case {
  case: string;
  old: Written;
  new: Written;
  /** `effect kind path`, or with `: before -> after` behind it. */
  expect: readonly string[];
  /** Parts of the reasons. */
  says?: readonly string[];
}

const FOLDER = 'test/diff/cases';
const files = readdirSync(FOLDER).map(
  name => [name.replace('.yaml', ''), parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as Case[]] as const,
);

describe.each(files)('%s', (_, cases) => {
  test.each(cases)('$case', ({old, new: now, expect: expected, says = []}) => {
    const {changes, summary} = diffOf(old, now);
    expect(changes.map((change, index) => lineOf(change, expected[index]?.includes(': ') ?? true))).toEqual(expected);
    for (const part of says) expect(changes.map(({reason}) => reason).join('\n')).toContain(part);
    for (const {reason} of changes) expect(reason).toMatch(/^[A-Z1-9].*[^.]\.$/);
    expect(Object.values(summary).reduce((sum, count) => sum + count)).toBe(changes.length);
  });

  test.each(cases)('$case, the other way round', ({old, new: now}) => {
    expect(asIs(diffOf(now, old).changes)).toEqual(mirrored(diffOf(old, now).changes));
  });

  test.each(cases)('$case, with itself', ({old, new: now}) => {
    expect([diffOf(old, old).changes, diffOf(now, now).changes]).toEqual([[], []]);
  });
});

test('there are at least 60 pairs, each told once', () => {
  const names = files.flatMap(([file, cases]) => cases.map(({case: name}) => `${file}: ${name}`));
  expect(names.length).toBeGreaterThanOrEqual(60);
  expect(new Set(names).size).toBe(names.length);
});

function lineOf({path, kind, before, after, effect}: Change, whole: boolean): string {
  const line = `${effect} ${kind} ${path}`;
  return whole ? `${line}: ${before ?? 'nothing'} -> ${after ?? 'nothing'}` : line;
}
