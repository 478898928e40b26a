import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {renderInspection} from '../../src/report/inspection/render-inspection.ts';
import type {PageOptions} from '../../src/report/text/page.ts';
import {renderText} from '../../src/report/text/render-text.ts';
import type {Report} from '../../src/result.ts';
import {finding, sampleReport, share} from './sample-report.ts';

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

/** The hostile text wherever an export or a definitions file could put it. */
function poisoned(text: string): Report {
  return {
    ...sampleReport,
    company: text,
    definitions: {...sampleReport.definitions, path: text},
    terms: {...sampleReport.terms, promises: [{policy: text, within_seconds: 300, clock: 'calendar', target: 0.9}]},
    export: {
      ...sampleReport.export,
      path: text,
      files: sampleReport.export.files.map(file => ({
        ...file,
        path: text,
        table: 'activities',
        rejects: [{line: 3, reason: text}],
        rejected: 1,
      })),
      mapping: sampleReport.export.mapping.map(column => ({
        ...column,
        file: text,
        table: 'activities',
        header: text,
        examples: [text],
      })),
      unused: [{path: text, reason: text}],
      notes: [text],
    },
    population: [...sampleReport.population, {step: `excluded:${text}`, leads: 3}],
    measures: [
      ...sampleReport.measures,
      share('sla.compliance', {policy: text}, 40, 80),
      {...share('dispositions.reasons', {reason: text}, 99, 104), unit: 'count'},
      {...share('funnel.mql_to_sal', {}, 1, 2), status: 'not_measurable', reason: text},
    ],
    gates: sampleReport.gates.map(gate => ({...gate, text, remedy: text})),
    checks: [...sampleReport.checks, {id: 'x', family: 'sla', title: text, status: 'broken', reason: text}],
    findings: [
      finding('misrouted', 'error', text, text, 5, {remedy: text, leads: {count: 5, ids: [text, text]}}),
      finding('misrouted', 'info', text, text, 5),
      finding('misrouted', 'warn', text, text, 5, {accepted: text, key: text}),
    ],
    summary: {...sampleReport.summary, headline: [text, text]},
  };
}
