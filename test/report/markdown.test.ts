import {expect, test} from 'vitest';
import {escaped} from '../../src/report/markdown/escape.ts';
import {renderMarkdown} from '../../src/report/markdown/render-markdown.ts';
import type {Report} from '../../src/result.ts';
import {poisoned} from './hostile.ts';
import {finding, sampleReport} from './sample-report.ts';

test('the whole report', async () => {
  await expect(renderMarkdown(sampleReport)).toMatchFileSnapshot('../golden/report.md');
});

test.each([
  ['HTML', '<img src=x onerror=alert(1)>', /<img/],
  ['a closing fold', '</details><script>', /<script|<\/details><scr/],
  ['a link', '[click](https://evil.example)', /(?<!\\)\[click|https:\/\/evil/],
  ['a picture', '![x](//evil.example/p.png)', /(?<!\\)!\[/],
  ['a mention', '@everyone', /@everyone/],
  ['a cell of its own', 'a | b', /a \| b/],
  ['a fence', '```\n# title', /^```/m],
  ['a heading on a line of its own', 'Acme\n# Fixed: 0 errors', /^# Fixed/m],
  ['an escape sequence', '\u001b[31mred', /\u001b/],
  ['a right-to-left override', 'a\u202eb', /\u202e/],
] as const)('%s from an export is text', (_, hostile, dangerous) => {
  const outsideCode = renderMarkdown(poisoned(hostile)).replace(/(`+)[^`][\s\S]*?\1/g, '');
  expect(outsideCode).not.toMatch(dangerous);
});

test('a table has as many cells in every row, whatever the text', () => {
  const shown = renderMarkdown(poisoned('a | b \\| c ` d'));
  const tables = shown.split('\n\n').filter(block => block.startsWith('| '));
  const cells = (row: string) => row.replace(/\\\\|\\\|/g, '').split('|').length;
  const uneven = tables.filter(table => new Set(table.trim().split('\n').map(cells)).size > 1);
  expect(uneven).toEqual([]);
});

test('text keeps its words', () => {
  expect(escaped('4.5% (1 of 22), e.g. this')).toBe('4.5% (1 of 22), e.g. this');
  expect(escaped('1. first')).toBe('1\\. first');
  expect(escaped('- minus')).toBe('\\- minus');
});

test('a report of any length fits a comment and says how much is left out', () => {
  const findings = Array.from({length: 3000}, (_, index) =>
    finding('misrouted', 'warn', `rep ${index}`, `${index} leads went astray `.repeat(20), 3000 - index),
  );
  const shown = renderMarkdown({...sampleReport, findings});
  expect(shown.length).toBeLessThan(65_536);
  expect(shown).toMatch(/^2,\d{3} more findings left out for length;/m);
});

test('one endless text does not break it', () => {
  expect(renderMarkdown(poisoned('<b>&'.repeat(3000))).length).toBeLessThan(65_536);
  const headline = Array.from({length: 200}, () => '&'.repeat(2000));
  const shown = renderMarkdown({...sampleReport, summary: {...sampleReport.summary, headline}} satisfies Report);
  expect(shown).toMatch(/too long for a comment/);
});
