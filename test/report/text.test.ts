import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {renderInspection} from '../../src/report/inspection/render-inspection.ts';
import type {PageOptions} from '../../src/report/text/page.ts';
import {renderText} from '../../src/report/text/render-text.ts';
import {poisoned} from './hostile.ts';
import {sampleReport} from './sample-report.ts';

const page = (width: number): PageOptions => ({width, colour: 0, ascii: false});

describe('the whole report', () => {
  test.each([80, 120])('at %i columns', async width => {
    await expect(renderText(sampleReport, page(width))).toMatchFileSnapshot(`../golden/report-${width}.txt`);
  });

  test('without block characters', async () => {
    const text = renderText(sampleReport, {width: 80, colour: 0, ascii: true});
    await expect(text).toMatchFileSnapshot('../golden/report-ascii.txt');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('the inspection', async () => {
    await expect(renderInspection(sampleReport, page(80))).toMatchFileSnapshot('../golden/inspection-80.txt');
  });

  test('a file that was meant to be read and could not be is named; one that is none of the tables is not', () => {
    const reasons = ['is not valid JSON: unexpected end of data', 'is a hidden sheet', 'no table has this name'];
    const unused = reasons.map((reason, index) => ({path: `file_${index}`, reason}));
    const broken = {...sampleReport, export: {...sampleReport.export, unused}};
    expect(renderText(broken, page(80))).toContain('  Not used: file_0; handoff inspect ./export says why.\n');
    expect(renderText(sampleReport, page(80))).not.toContain('Not used:');
  });

  test('colours change no character', () => {
    const coloured = renderText(sampleReport, {width: 80, colour: 1, ascii: false});
    expect(coloured).toContain('\u001b[');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(sampleReport, page(80)));
  });
});

/** What an export may hold in any text: it must neither reach the terminal as a command nor break the page. */
const HOSTILE = [
  ['an escape sequence', '\u001b[2J\u001b]0;pwned\u0007Acme'],
  ['a new line', 'Acme\r\nverdict: 0 errors'],
  ['a right-to-left override', 'Acme \u202egnp.exe'],
  ['zero-width and bidi marks', 'A\u200bc\u2066m\u2069e\ufeff'],
  ['C1 controls', 'Acme\u009b31m'],
  ['a lone surrogate', 'Acme \ud800'],
  ['wide characters', '株式会社ハルデン・クラウド・マーケティング・オートメーション事業本部第一営業部'],
  ['combining marks', `Z${'\u0300\u0301\u0302\u0303'.repeat(40)}algo`],
  ['emoji of several parts', '👩‍💻👨‍👩‍👧‍👦🏳️‍🌈 Growth & Delight 👩🏽‍🚀'],
  ['one endless word', 'x'.repeat(400)],
  ['Thai and Devanagari', 'บริษัทกำลังพัฒนาซอฟต์แวร์จำกัด नमस्ते कंपनी'],
] as const;

describe.each(HOSTILE)('a report full of %s', (_, text) => {
  const report = poisoned(text);

  test.each([60, 80, 97, 120])('keeps to %i columns', width => {
    const long = renderText(report, page(width))
      .split('\n')
      .filter(line => stringWidth(line) > width);
    expect(long).toEqual([]);
    expect(
      renderInspection(report, page(width))
        .split('\n')
        .filter(line => stringWidth(line) > width),
    ).toEqual([]);
  });

  test('sends the terminal no command', () => {
    const shown = renderText(report, page(80)) + renderInspection(report, page(80));
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
  });
});
