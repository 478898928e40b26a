import {expect, test} from 'vitest';
import {weeksThrough} from '../../src/report/periods.ts';
import {hoursOfDay, stillWaiting, weeksKept} from '../../src/report/text/charts.ts';
import {createPage} from '../../src/report/text/page.ts';
import type {Measure, Report, WaitingChart} from '../../src/result.ts';
import {sampleReport} from './sample-report.ts';

const page = createPage({width: 80, colour: 0, ascii: false});
const ascii = createPage({width: 80, colour: 0, ascii: true});

function week(name: string, kept: number, due: number, status: Measure['status'] = 'ok'): Measure {
  return {
    id: 'sla.compliance',
    segment: {week: name},
    value: kept / due,
    unit: 'share',
    n: due,
    numerator: kept,
    denominator: due,
    interval: null,
    status,
    reason: null,
    excluded: {},
  };
}

test('weeks between the least and the greatest share, in the order of time; a handful is a blank', () => {
  const measures = [
    week('2026-W16', 30, 40),
    week('2026-W14', 10, 40),
    week('2026-W15', 1, 2, 'small_n'),
    week('2026-W17', 20, 40),
    week('2026-W18', 19, 19, 'pending'),
  ];
  const report: Report = {...sampleReport, measures};
  expect(weeksKept(report, page)).toEqual([
    '',
    '  kept by week  ▁ █▅ ',
    '  2026-W14 to 2026-W17: least 25% (10 of 40) in 2026-W14, most 75% (30 of 40)',
    '    in 2026-W16, last 50% (20 of 40).',
  ]);
  expect(weeksKept(report, ascii)[1]).toBe('  kept by week  _ #= ');
  expect(weeksKept({...report, measures: measures.slice(0, 2)}, page)).toEqual([]);
});

test('a week in which nothing fell due is a gap, over the end of a year too', () => {
  // 2026 has 53 weeks
  const measures = [
    week('2026-W51', 10, 40),
    week('2026-W53', 30, 40),
    week('2027-W01', 20, 40),
    week('2027-W04', 30, 40),
  ];
  expect(weeksKept({...sampleReport, measures}, page)[1]).toBe('  kept by week  ▁ █▅  █');
  // the years behind a date that was mistyped do not fill the line
  const typo = [week('1999-W10', 40, 40), ...measures];
  expect(weeksKept({...sampleReport, measures: typo}, page).slice(1, 3)).toEqual([
    `  kept by week  ${' '.repeat(45)}▁ █▅  █`,
    expect.stringContaining('2026-W51 to 2027-W04: least 25%'),
  ]);
});

test('every ISO week from the first to the last', () => {
  expect(weeksThrough(['2027-W01', '2026-W52', 'never'])).toEqual(['2026-W52', '2026-W53', '2027-W01']);
  // every Monday of forty years is the Monday of the week that comes after the one before
  const weeks = weeksThrough(['2000-W01', '2040-W01']);
  expect([weeks.length, new Set(weeks).size]).toEqual([2088, 2088]);
  expect(weeks.filter(name => name.endsWith('W53')).map(name => name.slice(0, 4))).toEqual([
    ...['2004', '2009', '2015', '2020', '2026', '2032', '2037'],
  ]);
  expect(weeksThrough([])).toEqual([]);
});

test('still waiting: on the promise’s own clock, blank behind the last point', () => {
  const points = [
    {seconds: 300, waiting: 0.5, low: null, high: null, at_risk: 10},
    {seconds: 3600, waiting: 0.25, low: null, high: null, at_risk: 5},
  ];
  const chart: WaitingChart = {
    policy: 'Demo',
    clock: 'buyer',
    time: 'business',
    within_seconds: 300,
    n: 20,
    answered: 15,
    points,
    status: 'ok',
    reason: null,
  };
  const other: WaitingChart = {...chart, time: 'wall', within_seconds: null};
  const report: Report = {...sampleReport, charts: {...sampleReport.charts, waiting: [chart, other]}};
  // of the twelve times 1, 2.3, 5.3, 12, 28, 66 min, ... the third to the fifth lie between the two points
  expect(stillWaiting(report, page)).toEqual([
    '',
    '  still waiting after  hours     5 min  1 h  4 h  24 h  168 h  1 min - 168 h',
    '  Demo                 business    50%  25%                    ██▅▅▅',
  ]);
  expect(stillWaiting(report, ascii)[2]).toBe('  Demo                 business    50%  25%                    ##===');
});

test('hours of the day: all days together, each line to its own most', () => {
  const monday = Array.from({length: 24}, (_, hour) => (hour === 9 ? 6 : hour === 10 ? 2 : 0));
  const tuesday = Array.from({length: 24}, (_, hour) => (hour === 9 ? 2 : 0));
  const rest = Array.from({length: 5}, () => Array.from({length: 24}, () => 0));
  const arrivals = {
    what: 'arrivals',
    n: 10,
    without: 0,
    excluded: {},
    counts: [monday, tuesday, ...rest],
    status: 'ok',
    reason: null,
  } as const;
  const report: Report = {...sampleReport, charts: {...sampleReport.charts, hours: [arrivals, {...arrivals, n: 0}]}};
  expect(hoursOfDay(report, page)).toEqual([
    '',
    '  local hour  0     6     12    18',
    '  leads come  ▁▁▁▁▁▁▁▁▁█▃▁▁▁▁▁▁▁▁▁▁▁▁▁  10, most from 9 to 10 h: 8',
  ]);
});
