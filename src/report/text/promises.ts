import type {Measure, Report} from '../../result.ts';
import {duration, grouped, percent} from '../../words.ts';
import {measureOf, measuresBy, shownMeasure} from './measures.ts';
import {shareText} from './numbers.ts';
import {type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

const FLOORS = [
  ['A', 'a two-way contact'],
  ['B', 'or outreach stamped by the system'],
  ['C', 'or outreach logged later by hand'],
] as const;

/** Promises (SLA) kept and broken by policy; only handoffs whose deadline has passed count. */
export function promises(report: Report, page: Page): string[] {
  const kept = policies(report, page);
  return section('Promises', [...kept, ...(kept.length === 0 ? [] : floors(report, page)), ...others(report, page)], page);
}

function policies(report: Report, page: Page): string[] {
  const whole = shownMeasure(report, 'sla.compliance');
  const named = measuresBy(report, 'sla.compliance', 'policy');
  const order = report.terms.promises.map(({policy}) => policy);
  const inOrder = [...named].sort((a, b) => order.indexOf(a.segment['policy'] ?? '') - order.indexOf(b.segment['policy'] ?? ''));
  const lines = inOrder.map(measure => row(report, measure, page));
  if (whole !== null && named.length !== 1) lines.push(row(report, whole, page));
  return lines.length === 0 ? [] : renderTable(COLUMNS, lines, page);
}

const COLUMNS = [
  {title: 'policy', flexible: true},
  {title: 'promise', flexible: true},
  {title: 'kept, of those due', flexible: true},
  {title: 'late', align: 'right'},
  {title: 'open', align: 'right'},
  {title: 'closed', align: 'right'},
  {title: 'not due', align: 'right'},
] as const;

function row(report: Report, measure: Measure, page: Page): string[] {
  const policy = measure.segment['policy'];
  const segment = policy === undefined ? {} : {policy};
  const count = (state: string) => measureOf(report, 'sla.state', {...segment, state})?.value ?? 0;
  return [
    policy ?? 'all',
    promiseText(report, policy),
    `${shareText(measure)}${page.care(measure)}`,
    grouped(count('breached_late')),
    grouped(count('breached_open')),
    grouped(count('breached_closed')),
    grouped(count('pending') + count('met_not_due')),
  ];
}

/** `5 min, 90%` on the wall clock, `4 h*, 85%` in business hours. */
function promiseText({terms}: Report, policy: string | null | undefined): string {
  const found = terms.promises.find(promise => promise.policy === policy);
  if (found === undefined) return '';
  return `${duration(found.within_seconds)}${found.clock === 'business' ? ' open' : ''}, ${percent(found.target)}`;
}

function floors(report: Report, page: Page): string[] {
  const parts = FLOORS.flatMap(([floor, words]) => {
    const measure = shownMeasure(report, 'sla.compliance', {floor});
    return measure?.value == null || (measure.denominator ?? 0) < 10 ? [] : [`${percent(measure.value)} by ${words}`];
  });
  const open = report.terms.promises.some(({clock}) => clock === 'business');
  return [
    ...(open ? paragraph('Promises marked “open” run in business hours, the others on the wall clock.', page, 2, 2) : []),
    ...(parts.length === 0 ? [] : ['', ...paragraph(`Kept, by evidence: ${parts.join(', ')}.`, page, 2, 2)]),
  ];
}

function others(report: Report, page: Page): string[] {
  const lines = [
    share(report, 'sla.acceptance', 'Accepted in time', page),
    share(report, 'sla.follow_up', 'Followed up to standard', page),
  ].filter(line => line !== '');
  return lines.flatMap(line => paragraph(line, page, 2, 2));
}

function share(report: Report, id: string, words: string, page: Page): string {
  const measure = shownMeasure(report, id);
  return measure === null || !measure.denominator ? '' : `${words}: ${shareText(measure)}${page.care(measure)}.`;
}
