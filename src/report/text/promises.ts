import type {Measure, Report} from '../../result.ts';
import {durationOn, grouped, percent} from '../../words.ts';
import {stillOpenText} from '../at-risk.ts';
import {FLOORS, SLA_STATES} from '../labels.ts';
import {measureOf, measuresBy, shownMeasure} from '../measures.ts';
import {shareText} from '../numbers.ts';
import {stillWaiting, weeksKept} from './charts.ts';
import {type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

/** Promises (SLA) kept and broken by policy; only handoffs whose deadline has passed count. */
export function promises(report: Report, page: Page): string[] {
  const kept = policies(report, page);
  return section(
    'Promises',
    [
      ...kept,
      ...stillWaiting(report, page),
      ...weeksKept(report, page),
      ...(kept.length === 0 ? [] : floors(report, page)),
      ...others(report, page),
    ],
    page,
  );
}

function policies(report: Report, page: Page): string[] {
  const whole = shownMeasure(report, 'sla.compliance');
  const named = measuresBy(report, 'sla.compliance', 'policy');
  const order = report.terms.promises.map(({policy}) => policy);
  const kept = [...named].sort((a, b) => order.indexOf(policyOf(a)) - order.indexOf(policyOf(b)));
  if (whole !== null && named.length !== 1) kept.push(whole);
  if (kept.length === 0) return [];
  const open = stillOpenText(report);
  return [
    ...renderTable(
      COLUMNS,
      kept.map(measure => row(report, measure, page)),
      page,
      kept.map(measure => broken(report, measure, page)),
    ),
    ...(open === '' ? [] : paragraph(open, page, 2, 2)),
  ];
}

const COLUMNS = [
  {title: 'policy', flexible: true},
  {title: 'within'},
  {title: 'target', align: 'right'},
  {title: 'kept, of those due'},
] as const;

function row({terms}: Report, measure: Measure, page: Page): string[] {
  const policy = measure.segment['policy'];
  const promise = terms.promises.find(({policy: name}) => name === policy);
  const kept = `${shareText(measure)}${page.care(measure)}`;
  if (promise === undefined) return [policyOf(measure), '', '', kept];
  const clock = promise.clock === 'business' ? 'business' : 'wall clock';
  return [
    policyOf(measure),
    `${durationOn(promise.clock, promise.within_seconds)} ${clock}`,
    percent(promise.target),
    kept,
  ];
}

function policyOf({segment}: Measure): string {
  return segment['policy'] ?? 'all promises';
}

function broken(report: Report, {segment}: Measure, page: Page): string[] {
  const parts = [...SLA_STATES, NO_PROMISE].flatMap(([state, words]) => {
    const count = measureOf(report, 'sla.state', {...segment, state})?.value ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${words}`];
  });
  return parts.length === 0 ? [] : paragraph(parts.join(', '), page, 6).map(line => page.paint.dim(line));
}

/** So that the states of all promises sum to the handoffs. */
const NO_PROMISE = ['no_sla', 'without a promise'] as const;

function floors(report: Report, page: Page): string[] {
  const rows = FLOORS.flatMap(([floor, words]) => {
    const measure = shownMeasure(report, 'sla.compliance', {floor});
    return measure === null ? [] : [[floor, words, shareText(measure) + page.care(measure)]];
  });
  return rows.length === 0
    ? []
    : ['', ...renderTable([{title: ''}, {title: 'kept with evidence', flexible: true}, {title: ''}], rows, page)];
}

function others(report: Report, page: Page): string[] {
  const lines = [
    share(report, 'sla.acceptance', 'Accepted in the time agreed', page),
    share(report, 'sla.follow_up', 'Followed up to standard', page),
  ].filter(line => line !== '');
  return lines.flatMap(line => paragraph(line, page, 2, 2));
}

function share(report: Report, id: string, words: string, page: Page): string {
  const measure = shownMeasure(report, id);
  return measure === null || !measure.denominator ? '' : `${words}: ${shareText(measure)}${page.care(measure)}.`;
}
