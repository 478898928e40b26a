import {render} from 'preact-render-to-string';
import {describe, expect, test} from 'vitest';
import {TimeChart, type TimePoint} from '../../src/report/html/charts/time-chart.tsx';
import {WaitingCurve} from '../../src/report/html/charts/waiting-curve.tsx';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import {renderMarkdown} from '../../src/report/markdown/render-markdown.ts';
import {argument} from '../../src/report/text/argument.ts';
import {funnel} from '../../src/report/text/funnel.ts';
import {createPage} from '../../src/report/text/page.ts';
import type {Measure} from '../../src/result.ts';
import {sampleReport, share} from './sample-report.ts';

const page = () => createPage({width: 200, colour: 0, ascii: false});
const shown = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const figure = (title: string, html: string) =>
  (html.match(/<figure>[\s\S]*?<\/figure>/g) ?? []).find(one => one.includes(`<h3>${title}</h3>`)) ?? '';

/** Heights at which words of a picture stand. */
const heights = (svg: string, words: RegExp) =>
  [...svg.matchAll(/<text[^>]* y="([\d.-]+)"[^>]*>([^<]*)<\/text>/g)].flatMap(([, y, text = '']) =>
    words.test(text) ? [Number(y)] : [],
  );

describe('pictures', () => {
  const few = (month: string, kept: number): Measure => ({
    ...share('funnel.mql_to_sql', {month}, kept, 4),
    status: 'small_n',
    reason: 'n is 4; it takes 10',
  });

  test('a share of few that is beyond all others is drawn where it is, not at the edge', () => {
    const months = [share('funnel.mql_to_sql', {month: '2026-04'}, 4, 100), few('2026-05', 2)];
    const html = figure('MQL to SQL, by month of the MQL', renderHtml({...sampleReport, measures: [...sampleReport.measures, ...months]}));
    // half of four: the axis goes that far
    expect(shown(html)).toContain('50%');
  });

  test('an AUC under the usual axis is drawn where it is', () => {
    const auc = (quarter: string, value: number): Measure => ({
      ...share('score.auc', {quarter, what: 'sql'}, 50, 100),
      unit: 'ratio',
      value,
      interval: {low: value - 0.05, high: value + 0.05, method: 'delong'},
    });
    const whole = {...auc('', 0.5), segment: {what: 'sql'}};
    const measures = [whole, auc('2026-Q1', 0.6), auc('2026-Q2', 0.22)];
    const html = figure('Power of the score (AUC), by quarter', renderHtml({...sampleReport, measures}));
    expect(shown(html)).toContain('0.20');
  });

  test('bands of the score stand in their order', () => {
    const bands = ['20-40', '<20', '>=80', '40-80'].map(bucket => share('score.calibration', {bucket}, 5, 50));
    const auc = {...share('score.auc', {what: 'sql'}, 50, 100), unit: 'ratio' as const};
    const html = renderHtml({...sampleReport, measures: [auc, ...bands]});
    const names = [...figure('Became SQLs, by score', html).matchAll(/<text x="0"[^>]*>([^<]*)</g)].map(([, name]) => name);
    expect(names.slice(0, 4)).toEqual(['&lt;20', '20-40', '40-80', '>=80']);
  });

  test('two curves that end alike have two names', () => {
    const points = [300, 3600].map(seconds => ({seconds, label: String(seconds), waiting: 0.2, low: null, high: null}));
    const lines = ['wall clock', 'business hours'].map((label, index) => ({label, dashed: index > 0, points}));
    const [one = 0, two = 0] = heights(render(<WaitingCurve label="" width={736} lines={lines} />), /wall|business/);
    expect(Math.abs(one - two)).toBeGreaterThanOrEqual(15);
  });

  test('the number at the end of a curve meets no target', () => {
    const point = (label: string, value: number): TimePoint => ({label, value, low: null, high: null, doubt: null});
    for (const value of [0.77, 0.8, 0.84, 0.88, 0.93, 1]) {
      const earlier = Array.from({length: 25}, (_, index) => point(`2026-W${10 + index}`, 0.5));
      const points = [...earlier, point('2026-W35', value)];
      const svg = render(<TimeChart label="" width={736} points={points} targets={[0.8, 0.9]} />);
      const targets = heights(svg, /^target/);
      const [own = 0] = heights(svg.slice(svg.lastIndexOf('<text')), /%/);
      expect(targets).toHaveLength(2);
      for (const target of targets) expect(Math.abs(target - own)).toBeGreaterThanOrEqual(14.9);
    }
  });

  test('the words above all handoffs are in the picture, however few fates there are', () => {
    const ledger = [{fate: 'won', family: 'progressed', handoffs: 12, share: 1, amount_cents: null}];
    const html = figure('From handoff to fate', renderHtml({...sampleReport, ledger}));
    const [, top = ''] = /viewBox="0 (-?\d+)/.exec(html) ?? [];
    const [words = 0] = heights(html, /12 handoffs/);
    expect(words - 12).toBeGreaterThanOrEqual(Number(top));
  });
});

describe('caveats', () => {
  const GATES = 'G8: 5 of 9 leads have a touch. G2: Cut to whole minutes.';
  const CAVEAT = 'Reps may answer good leads first.';
  const decay = (bucket: string, n: number, reason: string, status: Measure['status']): Measure => ({
    ...share('pipeline.decay', {bucket}, 1, n),
    reason,
    status,
  });
  const measures: Measure[] = [
    decay('0-5m', 4, `n is 4; it takes 10; ${CAVEAT}; ${GATES}`, 'small_n'),
    decay('1-4h', 40, `${CAVEAT}; ${GATES}`, 'degraded'),
    {
      ...share('pipeline.lost_to_slowness', {what: 'extra_sql'}, 1, 2),
      unit: 'count',
      value: 37.2,
      reason: `This is an association in your own records.; ${GATES}`,
      status: 'degraded',
    },
    {...share('pipeline.closing_time', {what: 'difference'}, 1, 2), reason: `n is 30; it takes 100; ${GATES}`, status: 'small_n'},
    {...share('pipeline.sourced', {}, 1, 2), unit: 'cents', value: 500_000, excluded: {no_amount: 3}},
    {...share('pipeline.worked', {}, 1, 2), unit: 'cents', value: 100_000, reason: `1 of 4 deals; ${GATES}`, status: 'degraded'},
  ];
  const report = {...sampleReport, measures: measures.map(measure => ({...measure, interval: null}))};

  test('in the text each is said once, whole, and what gates say is a note', () => {
    const shownPage = page();
    const text = argument(report, shownPage).join('\n');
    expect(text).toContain(`\n  ${CAVEAT}\n`);
    expect(text).not.toMatch(/it takes|G8/);
    expect(text).toContain('Had slow leads been answered fast [1,2]: about 37 more SQLs. This is an association');
    expect(text).toContain('Deals from these leads: 5,000 USD (3 more have no amount); of that 1,000 worked (1 of 4 deals) [1,2].');
    expect(shownPage.cares()).toEqual(['G8: 5 of 9 leads have a touch.', 'G2: Cut to whole minutes.']);
  });

  test('in HTML likewise', () => {
    const html = renderHtml(report);
    const caveats = [...html.matchAll(/<p class="caveat">([^<]*)</g)].map(([, text]) => text);
    expect(caveats).toEqual([CAVEAT, 'This is an association in your own records.']);
    expect(shown(html)).toContain('5,000 3 more without an amount');
    expect(shown(html)).toMatch(/of it, worked by sales 1,000[ \d,]* 1 of 4 deals/);
  });
});

test('a month in which nobody came has no period ratio, and no column', () => {
  const report = {...sampleReport, measures: [share('funnel.mql_to_sql', {}, 52, 350)]};
  expect(funnel(sampleReport, page()).join('\n')).toContain('period ratio');
  for (const text of [funnel(report, page()).join('\n'), renderMarkdown(report), renderHtml(report)])
    expect(text.toLowerCase()).not.toContain('period ratio');
});
