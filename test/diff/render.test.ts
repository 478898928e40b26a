import {describe, expect, test} from 'vitest';
import {renderMarkdown} from '../../src/cli/diff/render-markdown.ts';
import {renderDiff} from '../../src/cli/diff/render-text.ts';
import {widthOf} from '../../src/report/width.ts';
import {diffOf} from './definitions.ts';

const PAGE = {width: 80, colour: 0, ascii: false} as const;
const policy = (name: string, respond_within: string) => ({name, when: {field: 'source', is: name}, respond_within});

describe('text', () => {
  test('stays within 80 columns, whatever the names', () => {
    const name = 'A policy with quite a long name for what it promises to whom '.repeat(3);
    const text = renderDiff(diffOf({sla: [policy(name, '4h')]}, {sla: [policy(name, '1h')]}), PAGE);
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(text).toContain('tighter, changed');
  });

  test('control characters of a file do not reach the terminal', () => {
    const text = renderDiff(diffOf({company: 'A'}, {company: 'B\u001b[2J', icp: {field: 'x\u202e', is: 1}}), PAGE);
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('Markdown', () => {
  test('nothing of a file formats, links, mentions or leaves its cell', () => {
    const evil = '@everyone <img src=x> [x](http://evil.example) **b** `c` | d';
    const text = renderMarkdown(
      diffOf({sla: [policy('Demo', '4h')]}, {sla: [policy('Demo', '4h'), policy(evil, '1h'), policy('a\\|b', '1h')]}),
    );
    const rows = text.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
    // as GitHub splits cells: a backslash takes the sign behind it along
    for (const row of rows) expect(row.match(/(?:\\.|[^|\\])+/g)).toHaveLength(4);
    const outside = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/@everyone|<img|\]\(http|\*\*b\*\*/);
  });

  test('fits into a comment, the long parts folded', () => {
    const policies = (time: string) =>
      Array.from({length: 400}, (_, index) => policy(`Policy ${index} ${'x'.repeat(250)}`, time));
    const text = renderMarkdown(diffOf({sla: policies('4h'), company: 'A'}, {sla: policies('1h'), company: 'B'}));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/<details><summary>Tighter[^\n]*\(400\)<\/summary>\n\n\| where/);
    expect(text).toContain('400 changes in all; the rest is too long for a comment');
    expect(text).toContain('Wording only: no number changes (1)');
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('says so where nothing changed', () => {
    expect(renderMarkdown(diffOf({}, {}))).toContain('**Both mean the same.**');
  });
});
