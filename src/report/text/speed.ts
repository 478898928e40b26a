import type {Measure, Report} from '../../result.ts';
import {duration, grouped, percent} from '../../words.ts';
import {benchmarksBeside} from '../benchmarks.ts';
import {BUCKETS, CLOCKS, PERCENTILES} from '../labels.ts';
import {measureOf, shownMeasure} from '../measures.ts';
import {durationText, shareText} from '../numbers.ts';
import {hoursOfDay} from './charts.ts';
import {bar, type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

/** Time to first response: percentiles on both clocks, buckets, and what the famous figures really are. */
export function speed(report: Report, page: Page): string[] {
  return section(
    'How fast',
    [...percentiles(report, page), ...buckets(report, page), ...hoursOfDay(report, page), ...notes(report, page)],
    page,
  );
}

function percentiles(report: Report, page: Page): string[] {
  const rows = CLOCKS.flatMap(([clock, start]) =>
    PERCENTILES.flatMap(([id, label]) => {
      const wall = shownMeasure(report, id, {clock, time: 'wall'});
      const business = shownMeasure(report, id, {clock, time: 'business'});
      if (wall === null && business === null) return [];
      return [[label, start, timeCell(wall, page), timeCell(business, page)]];
    }),
  );
  if (rows.length === 0) return [];
  return renderTable(
    [{title: 'answered'}, {title: 'since'}, {title: 'wall clock'}, {title: 'business hours'}],
    rows,
    page,
  );
}

function timeCell(measure: Measure | null, page: Page): string {
  if (measure === null) return '';
  // how many were answered stands below
  const told = /^not reached: [^;]*/.exec(measure.reason ?? '')?.[0] ?? '';
  return (measure.status === 'small_n' ? 'too few to show' : durationText(measure)) + page.care(measure, told);
}

function buckets(report: Report, page: Page): string[] {
  const counted = BUCKETS.flatMap(([bucket, label, edge]) => {
    const measure = shownMeasure(report, 'response.bucket', {bucket});
    return measure === null || measure.value === null ? [] : [{measure, count: measure.value, label, edge}];
  });
  const most = Math.max(0, ...counted.map(({count}) => count));
  if (most === 0) return [];
  const rows = counted.map(({measure, count, label, edge}) => {
    const within = edge === null ? null : shownMeasure(report, 'response.within', {clock: 'buyer', time: 'wall', edge});
    const share = measure.denominator === null || measure.denominator === 0 ? '' : percent(count / measure.denominator);
    const total = within?.value == null ? '' : shareText(within);
    return [label, grouped(count), share, total, bar(count, most, page.reading - 58, page.glyphs)];
  });
  const columns = [
    {title: 'first response'},
    {title: 'handoffs', align: 'right'},
    {title: 'share', align: 'right'},
    {title: 'answered by then', align: 'right'},
    {title: ''},
  ] as const;
  return ['', ...renderTable(columns, rows, page)];
}

function notes(report: Report, page: Page): string[] {
  const never = shownMeasure(report, 'response.never');
  const lines = [
    notReached(report),
    !never?.denominator ? '' : `Never answered, of those old enough to tell: ${shareText(never)}${page.care(never)}.`,
    selfBooked(report),
    automated(report),
    delay(report, page),
    median(report),
    mean(report),
  ].filter(line => line !== '');
  return lines.length === 0 ? [] : ['', ...lines.flatMap(line => paragraph(line, page, 2, 2))];
}

/** Why a percentile of the first table has no value: so many never answered. */
function notReached(report: Report): string {
  const missed = PERCENTILES.map(([id]) => shownMeasure(report, id, {clock: 'buyer', time: 'wall'})).find(
    found => found?.value === null,
  );
  if (!missed?.denominator || missed.numerator === null || missed.status === 'small_n') return '';
  return `Not reached: only ${percent(missed.numerator / missed.denominator)} (${grouped(missed.numerator)} of ${grouped(missed.denominator)}) were answered so far.`;
}

function selfBooked(report: Report): string {
  const booked = shownMeasure(report, 'response.self_booked');
  return booked?.value
    ? `Booked a meeting themselves before anybody called: ${grouped(booked.numerator ?? booked.value)}, counted apart.`
    : '';
}

function automated(report: Report): string {
  const first = shownMeasure(report, 'response.automated_p50');
  return first?.value == null ? '' : `First automated touch: half within ${duration(first.value)}. It is no response.`;
}

function delay(report: Report, page: Page): string {
  const routing = shownMeasure(report, 'response.routing_delay');
  const rep = shownMeasure(report, 'response.rep_delay');
  if (routing?.value == null || rep?.value == null) return '';
  return `Of all waiting until an answer ${percent(routing.value)} went by before a person owned the lead, ${percent(rep.value)} after${page.care(routing)}.`;
}

function median(report: Report): string {
  const naive = shownMeasure(report, 'response.naive_median');
  return naive?.value == null ? '' : `Responded leads only, optimistic: median ${duration(naive.value)}.`;
}

function mean(report: Report): string {
  const answered = measureOf(report, 'response.mean_30d');
  if (answered?.value == null) return '';
  const text = `Mean over leads answered within 30 days, wall clock: ${duration(answered.value)}.`;
  return [text, ...benchmarksBeside(report, 'response.mean_30d')].join(' ');
}
