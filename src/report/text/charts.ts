import type {Measure, Report, WaitingChart} from '../../result.ts';
import {grouped, percent, plural} from '../../words.ts';
import {measuresBy} from '../measures.ts';
import {shareText} from '../numbers.ts';
import {weeksThrough} from '../periods.ts';
import {type Page, paragraph} from './page.ts';
import {sparkline} from './sparkline.ts';
import {type Column, renderTable} from './table.ts';

/** A year of weeks, and the policies with most leads: more is for the other formats. */
const [MOST_WEEKS, MOST_POLICIES] = [52, 6];

/** What the words before a line of weeks take. */
const MARGIN = 16;

/** Promises kept by week of the start, and the numbers at its ends; nothing where a line would be a dot. */
export function weeksKept(report: Report, page: Page): string[] {
  const byWeek = new Map(measuresBy(report, 'sla.compliance', 'week').map(measure => [weekOf(measure), measure]));
  const weeks = weeksThrough([...byWeek.keys()])
    .slice(-Math.min(MOST_WEEKS, page.width - MARGIN))
    .map(week => byWeek.get(week) ?? null);
  const known = weeks.filter(week => week !== null).filter(isTelling);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 3) return [];
  const least = known.reduce((a, b) => ((b.value ?? 1) < (a.value ?? 1) ? b : a));
  const most = known.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
  const line = sparkline(
    // a week in which nothing fell due is a gap, so that the line keeps its pace
    weeks.map(week => (week !== null && isTelling(week) ? week.value : null)),
    page,
  );
  const numbers = [
    `${weekOf(first)} to ${weekOf(last)}: least ${shareText(least)} in ${weekOf(least)}`,
    `most ${shareText(most)} in ${weekOf(most)}`,
    `last ${shareText(last)}${page.care(last)}.`,
  ];
  return ['', `  kept by week  ${line}`, ...paragraph(numbers.join(', '), page, 2, 2)];
}

function weekOf({segment}: Measure): string {
  return segment['week'] ?? '';
}

/** A share that a handful or the next days cannot turn over. */
function isTelling({value, status}: Measure): boolean {
  return value !== null && status !== 'small_n' && status !== 'pending';
}

const TIMES = [
  ['5 min', 300],
  ['1 h', 3600],
  ['4 h', 14_400],
  ['24 h', 86_400],
  ['168 h', 604_800],
] as const;

/** From a minute to a week, each as much longer than the one before. */
const STEPS = Array.from({length: 12}, (_, step) => 60 * (604_800 / 60) ** (step / 11));

/** Who still waits, by promise and on its own clock: at the times people ask for, and from a minute to a week as a line. */
export function stillWaiting({charts}: Report, page: Page): string[] {
  const own = charts.waiting.filter(({within_seconds, points}) => within_seconds !== null && points.length > 0);
  const bySize = [...own].sort((a, b) => b.n - a.n).slice(0, MOST_POLICIES);
  const shown = own.filter(chart => bySize.includes(chart));
  if (shown.length === 0) return [];
  const columns: Column[] = [
    {title: 'still waiting after', flexible: true},
    {title: 'hours'},
    ...TIMES.map(([title]) => ({title, align: 'right'}) as const),
    {title: '1 min - 168 h'},
  ];
  const rows = shown.map(chart => [
    chart.policy + page.care(chart),
    chart.time === 'business' ? 'business' : 'all',
    ...TIMES.map(([, seconds]) => shareAt(chart, seconds)),
    sparkline(
      STEPS.map(seconds => waitingAt(chart, seconds)),
      page,
      [0, 1],
    ),
  ]);
  const left = own.length - shown.length;
  const more =
    left === 0 ? [] : paragraph(`${plural(left, 'policy', 'policies')} with fewer leads: -o report.html`, page);
  return ['', ...renderTable(columns, rows, page), ...more];
}

/** Where the chart has no such point nobody has been followed that long. */
function shareAt({points}: WaitingChart, asked: number): string {
  const point = points.find(({seconds}) => seconds === asked);
  return point === undefined ? '' : percent(point.waiting);
}

/** The curve is a step: everybody waits before its first, and behind its last nobody knows. */
function waitingAt({points}: WaitingChart, asked: number): number | null {
  if (asked > (points.at(-1)?.seconds ?? 0)) return null;
  return points.findLast(({seconds}) => seconds <= asked)?.waiting ?? 1;
}

const WHAT = {arrivals: 'leads come', first_touches: 'first touched'} as const;

/** Arrivals and first touches by hour of the day, all days together. */
export function hoursOfDay({charts}: Report, page: Page): string[] {
  const rows = charts.hours
    .filter(({n}) => n > 0)
    .map(({what, n, counts, ...standing}) => {
      const hours = Array.from({length: 24}, (_, hour) => counts.reduce((sum, day) => sum + (day[hour] ?? 0), 0));
      const most = Math.max(...hours);
      const peak = hours.indexOf(most);
      return [
        WHAT[what],
        sparkline(hours, page, [0, most]),
        `${grouped(n)}, most from ${peak} to ${peak + 1} h: ${grouped(most)}${page.care(standing)}`,
      ];
    });
  if (rows.length === 0) return [];
  const columns = [{title: 'local hour'}, {title: '0     6     12    18'}, {title: '', flexible: true}] as const;
  return ['', ...renderTable(columns, rows, page)];
}
