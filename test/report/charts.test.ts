import {describe, expect, test} from 'vitest';
import {placeLabels} from '../../src/report/html/charts/place-labels.ts';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import {renderMarkdown} from '../../src/report/markdown/render-markdown.ts';
import {periodsThrough} from '../../src/report/periods.ts';
import type {Measure, Report} from '../../src/result.ts';
import {sampleReport, share} from './sample-report.ts';

const page = renderHtml(sampleReport);

/** The figure of this title. */
function figure(title: string, html = page): string {
  const found = (html.match(/<figure>[\s\S]*?<\/figure>/g) ?? []).find(one => one.includes(`<h3>${title}</h3>`));
  if (found === undefined) throw new Error(`no figure ${title}`);
  return found;
}

const shown = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('who still waits, by promise', () => {
  const html = figure('Still waiting, by promise');

  test('each policy has its promise marked, and what it says stands in the table', () => {
    expect(html.match(/class="target"/g)).toHaveLength(4);
    expect(html).toContain('>49% wait longer</text>');
    expect(html).toContain('>40% wait longer</text>');
    expect(shown(html)).toContain('Demo request wall clock 5 min, the promise 49% (44-54%) 99');
    expect(shown(html)).toContain('Everything else business hours 4 h, the promise 40% (35-45%) 99');
    // the wall clock of a promise in business hours has no promise
    expect(shown(html)).toContain('Everything else wall clock 4 h 60% (55-65%) 99');
  });

  test('is left out where nothing can be drawn', () => {
    const {charts} = sampleReport;
    const few = charts.waiting.map(chart => ({...chart, status: 'small_n' as const, points: []}));
    expect(renderHtml({...sampleReport, charts: {...charts, waiting: few}})).not.toContain('Still waiting, by promise');
  });
});

describe('weekday and hour', () => {
  const html = figure('When leads come');

  test('every count is a number in a cell and in the table', () => {
    const [, wide = ''] = /<div class="wide">([\s\S]*?)<\/div>/.exec(html) ?? [];
    const numbers = (wide.match(/<g text-anchor="middle">[\s\S]*?<\/g>/)?.[0] ?? '').match(/<text x[^>]*>\d+</g) ?? [];
    const cells = numbers.map(one => Number(/>(\d+)</.exec(one)?.[1]));
    const counts = (sampleReport.charts.hours[0]?.counts ?? []).flat();
    expect(cells.filter(count => count > 0).sort()).toEqual(counts.filter(count => count > 0).sort());
  });

  test('says what is not in it, and nothing of what cannot be measured', () => {
    expect(shown(html)).toContain('2 handoffs without a time not counted. Left out: 11 (a rep was already at work).');
    expect(page).not.toContain('When they are first touched');
  });
});

describe('reps', () => {
  const html = figure('Reps against the spread of the team');

  test('outside is a diamond with a name, watch a ring, inside a dot', () => {
    expect(html.match(/class="outside"/g)).toHaveLength(2);
    expect(html.match(/class="watch"/g)).toHaveLength(2);
    expect(html.match(/class="inside"/g)).toHaveLength(2);
    expect(html).toMatch(/class="name strong"[^>]*>U02</);
    expect(shown(html)).toContain('U02 40 6 15% 51%');
    expect(shown(html)).toContain('2 reps with fewer than 10 due promises not drawn.');
  });

  test('labels meet neither each other nor a mark, and stay in the frame', () => {
    const marks = Array.from({length: 60}, (_, index) => ({
      x: 30 + ((index * 37) % 400),
      y: 20 + ((index * 53) % 200),
    }));
    const frame = {left: 0, right: 460, top: 0, bottom: 240};
    const placed = placeLabels(
      marks.map(mark => ({...mark, width: 30, height: 15})),
      marks,
      frame,
    );
    const boxes = placed.flatMap(place => {
      if (place === null) return [];
      const left = place.anchor === 'start' ? place.x : place.anchor === 'end' ? place.x - 30 : place.x - 15;
      return [{left, right: left + 30, top: place.y - 11, bottom: place.y + 3}];
    });
    expect(boxes.length).toBeGreaterThan(10);
    const meeting = boxes.filter((a, index) =>
      boxes.some(
        (b, other) => other > index && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
      ),
    );
    expect(meeting).toEqual([]);
    expect(boxes.filter(({left, right, top, bottom}) => left < 0 || right > 460 || top < 0 || bottom > 240)).toEqual(
      [],
    );
  });
});

describe('what was measured and on no page', () => {
  const factor = (what: string, value: number): Measure => ({
    ...share('response.factors', {what}, 1, 2),
    value,
    n: 300,
  });
  const split = (cell: string, value: number, more: Partial<Measure> = {}): Measure => ({
    ...share('ledger.split', {what: '2026-Q1 to 2026-Q2', cell}, 1, 2),
    value,
    interval: null,
    ...more,
  });
  const measured: Report = {
    ...sampleReport,
    measures: [
      ...sampleReport.measures,
      factor('source', 0.12),
      factor('rep', 0.31),
      split('total', -0.041, {
        interval: {low: -0.07, high: -0.01, method: 'newcombe'},
        reason: '2026-Q1 13% (52 of 400), 2026-Q2 8.9% (36 of 404): of the 4.1-point fall, 2.6 is slower handling',
      }),
      split('quality', -0.009, {status: 'small_n', reason: 'within noise'}),
      split('handling', -0.026),
      split('rate', -0.006, {status: 'small_n', reason: 'within noise'}),
      ...['A', 'B'].map(source => ({
        ...split('total', 0),
        segment: {what: 'against the rest', source, cell: 'total'},
        value: null,
        status: 'not_measurable' as const,
        reason: 'log the work',
      })),
    ],
  };
  const html = renderHtml(measured);

  test('factors of the waiting, the largest first, with what they do not say', () => {
    expect(shown(figure('What the waiting goes with', html))).toMatch(/do not add up.* rep 31% source 12%/);
    expect(renderMarkdown(measured)).toContain('The differences in waiting go with rep 31%, source 12%');
  });

  test('a difference and its parts, with its caveat and its silences', () => {
    const text = shown(/<section id="ledger"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '');
    expect(text).toContain('Bookkeeping and no cause');
    expect(text).toContain('of the 4.1-point fall, 2.6 is slower handling.');
    expect(text).toMatch(
      /2026-Q1 to 2026-Q2 -4.1 points .* -0.9 points, within noise -2.6 points -0.6 points, within noise/,
    );
    expect(text).toMatch(/Not split for 2 sources against the rest: log the work ?\./);
  });
});

test('pictures are bounded: the largest there can be add less than a megabyte', () => {
  const {charts} = sampleReport;
  const point = (index: number) => ({
    seconds: 60 + index * 900,
    waiting: 1 - index / 60,
    low: 0.1,
    high: 0.9,
    at_risk: 123_456,
  });
  const waiting = Array.from({length: 24}, (_, index) => ({
    ...(charts.waiting[0] as (typeof charts.waiting)[number]),
    policy: `policy ${Math.floor(index / 2)}`,
    time: index % 2 === 0 ? ('business' as const) : ('wall' as const),
    points: Array.from({length: 60}, (_, step) => point(step)),
  }));
  const hours = (['arrivals', 'first_touches'] as const).map(what => ({
    ...(charts.hours[0] as (typeof charts.hours)[number]),
    what,
    counts: Array.from({length: 7}, () => Array<number>(24).fill(12_345)),
  }));
  const reps = {
    ...charts.reps,
    reps: Array.from({length: 150}, (_, index) => ({
      ...(charts.reps.reps[index % 3] as (typeof charts.reps.reps)[number]),
      owner: `somebody with a long name ${index}`,
      n: 1000 + index,
    })),
  };
  const large = renderHtml({...sampleReport, charts: {waiting, hours, reps}});
  expect(large.length - page.length).toBeLessThan(1_000_000);
});

describe('over time', () => {
  const kept = (week: string, count: number) => share('sla.compliance', {week}, count, 40);
  const whole = [share('sla.compliance', {}, 90, 160)];
  const dots = (html: string) =>
    (/<div class="wide">([\s\S]*?)<\/div>/.exec(figure('Kept, week by week', html))?.[1] ?? '')
      .match(/<circle[^>]* cx="([\d.]+)"/g)
      ?.map(one => Number(/cx="([\d.]+)"/.exec(one)?.[1])) ?? [];

  test('a week without a handoff leaves its gap on the axis, and the line is broken there', () => {
    const measures = [...whole, kept('2026-W51', 10), kept('2026-W52', 20), kept('2027-W02', 30), kept('2027-W03', 30)];
    const html = renderHtml({...sampleReport, measures});
    const [first = 0, second = 0, third = 0, fourth = 0] = dots(html);
    const step = second - first;
    // 2026 has a week 53: two weeks lie between
    expect(Math.round((third - second) / step)).toBe(3);
    expect(fourth - third).toBeCloseTo(step, 1);
    const line = /<path class="line" d="([^"]*)"/.exec(figure('Kept, week by week', html))?.[1] ?? '';
    expect(line.match(/M/g)).toHaveLength(2);
  });

  test('a week of twenty years ago does not push the others into a corner', () => {
    const measures = [...whole, kept('2006-W10', 10), kept('2026-W20', 20), kept('2026-W21', 30)];
    const html = renderHtml({...sampleReport, measures});
    expect(dots(html)).toHaveLength(2);
    const text = shown(figure('Kept, week by week', html));
    expect(text).toContain('Drawn from 2024-W22 on; what is older stands in the table.');
    expect(text).toContain('2006-W10');
  });

  test('months and quarters likewise', () => {
    expect(periodsThrough('month', ['2026-02', '2025-11', 'never'])).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(periodsThrough('quarter', ['2025-Q3', '2026-Q1'])).toEqual(['2025-Q3', '2025-Q4', '2026-Q1']);
    expect(periodsThrough('month', [])).toEqual([]);
  });
});
