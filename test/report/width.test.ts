import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {clip, clipApart, widthOf, wrap} from '../../src/report/width.ts';

test('every character is as wide as the library says, also those that do not ask it', () => {
  const differ: string[] = [];
  for (let code = 1; code < 0x2600; code++) {
    const text = `a${String.fromCharCode(code)}b`;
    if (widthOf(text) !== stringWidth(text)) differ.push(code.toString(16));
  }
  expect(differ).toEqual([]);
});

test.each([
  ['東京 — 京都', 7, '東京 —…'],
  ['Zoe\u0301 Müller', 4, 'Zoe\u0301…'],
  ['plain text', 10, 'plain text'],
])('%s is cut at %d columns, never within a character', (text, width, cut) => {
  expect(clip(text, width)).toBe(cut);
  for (const line of wrap(text, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
});

test('of several clipped texts those that would read alike keep their ends', () => {
  const texts = ['Rejected for lack of budget in 2025', 'Rejected for lack of budget in 2026', 'No time'];
  const clipped = clipApart(texts, 20);
  expect(clipped).toEqual(['Rejected …et in 2025', 'Rejected …et in 2026', 'No time']);
  expect(clipApart([texts[0] ?? '', 'Another reason that is long'], 20)).toEqual([
    'Rejected for lack o…',
    'Another reason that…',
  ]);
});
