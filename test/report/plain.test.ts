import {expect, test} from 'vitest';
import {plain, plainly} from '../../src/report/plain.ts';

test.each([
  ['plain text', 'Zoë O’Brien, 株式会社', 'Zoë O’Brien, 株式会社'],
  ['an escape sequence', '\u001b[31mred', '\\x1b[31mred'],
  ['lines and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['C1 controls', '\u009b', '\\x9b'],
  ['direction overrides', '\u202eabc\u2069', '\\u{202e}abc\\u{2069}'],
  ['invisible spaces', 'a\u200bb\u00adc', 'a\\u{200b}b\\xadc'],
  ['line separators', 'a\u2028b', 'a\\u{2028}b'],
  ['tag characters', '\u{e0041}', '\\u{e0041}'],
  ['a lone surrogate', 'a\ud800', 'a\\u{d800}'],
  ['the joiners that scripts need', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['a tower of marks', `e${'\u0301'.repeat(9)}`, `e${'\u0301'.repeat(4)}`],
])('%s', (_, text, shown) => {
  expect(plain(text)).toBe(shown);
});

test('reaches every text of plain data, and the keys', () => {
  expect(plainly({a: ['\u0007', {'\u001b': 1}], b: null, c: 2})).toEqual({a: ['\\x07', {'\\x1b': 1}], b: null, c: 2});
});
