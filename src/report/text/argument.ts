import type {Measure, Report} from '../../result.ts';
import {grouped, plural} from '../../words.ts';
import {measuresBy, shownMeasure} from '../measures.ts';
import {moneyText, shareText} from '../numbers.ts';
import {caveatOf, ownReason} from '../reasons.ts';
import {bar, type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

const BUCKETS = [
  ['0-5m', 'within 5 min'],
  ['5-30m', '5 to 30 min'],
  ['30m-1h', '30 min to 1 h'],
  ['1-4h', '1 to 4 h'],
  ['4-24h', '4 to 24 h'],
  ['24-48h', '24 to 48 h'],
  ['>48h', 'later than 48 h'],
  ['closed_untouched', 'closed untouched'],
] as const;

/** What the export says to the question that both sides argue about, with the caveats that belong to each answer. */
export function argument(report: Report, page: Page): string[] {
  const blocks = [
    sentences(report).flatMap(text => paragraph(text, page, 2, 2)),
    decay(report, page),
    slowness(report, page),
    pipeline(report, page),
  ].filter(lines => lines.length > 0);
  return section(
    'Follow-up or quality?',
    blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    page,
  );
}

/** The verdict on the rejections, and every difference beyond noise split into mix, handling and neither. */
function sentences(report: Report): string[] {
  const verdict = measuresBy(report, 'dispositions.verdict', 'verdict').find(({reason}) => reason !== null);
  const totals = report.measures.filter(
    ({id, segment, value}) => id === 'ledger.split' && segment['cell'] === 'total' && value !== null,
  );
  const periods = totals.filter(({segment}) => segment['what'] !== 'against the rest');
  const apart = totals.filter(measure => segmented(measure) && beyondNoise(measure));
  return [
    ...(verdict === undefined ? [] : [`On ${plural(verdict.n ?? 0, 'rejection')}: ${verdict.reason}.`]),
    ...[...periods, ...apart].flatMap(({reason}) => (reason === null ? [] : [`SQLs of MQLs: ${reason}.`])),
  ];
}

function segmented({segment}: Measure): boolean {
  return segment['what'] === 'against the rest';
}

function beyondNoise({interval}: Measure): boolean {
  return interval !== null && ((interval.low ?? 0) > 0 || (interval.high ?? 0) < 0);
}

function decay(report: Report, page: Page): string[] {
  const found = BUCKETS.flatMap(([bucket, label]) => {
    const measure = shownMeasure(report, 'pipeline.decay', {bucket});
    const touched = shownMeasure(report, 'pipeline.decay', {bucket, what: 'from_first_touch'});
    return measure?.denominator ? [{label, measure, touched}] : [];
  });
  if (found.length === 0) return [];
  const most = Math.max(...found.map(({measure}) => measure.value ?? 0));
  // what a bucket says itself stands below the table, once; what gates say of all of them above it
  const cares = found.map(({measure}) => page.care({...measure, status: 'degraded'}, ownReason(measure) ?? ''));
  const shared = cares.every(care => care === cares[0]) ? (cares[0] ?? '') : '';
  const rows = found.map(({label, measure, touched}, index) => [
    label,
    shareText(measure) + (shared === '' ? cares[index] : ''),
    touched?.denominator ? shareText({...touched, interval: null}) : '',
    bar(measure.value ?? 0, most, page.reading - 66, page.glyphs),
  ]);
  const caveat = found.map(({measure}) => caveatOf(measure)).find(text => text !== null) ?? null;
  return [
    ...renderTable(
      [
        {title: 'first response'},
        {title: `became SQLs${shared}`, flexible: true},
        {title: 'from first touch'},
        {title: ''},
      ],
      rows,
      page,
    ),
    ...(caveat === null ? [] : paragraph(caveat, page, 2, 2)),
  ];
}

function slowness(report: Report, page: Page): string[] {
  const extra = shownMeasure(report, 'pipeline.lost_to_slowness', {what: 'extra_sql'});
  const own = extra === null ? null : ownReason(extra);
  if (extra?.value == null || own === null) return [];
  const covered = shownMeasure(report, 'pipeline.lost_to_slowness', {what: 'coverage'});
  const low = shownMeasure(report, 'pipeline.lost_to_slowness', {what: 'money_low'})?.value ?? null;
  const high = shownMeasure(report, 'pipeline.lost_to_slowness', {what: 'money_high'})?.value ?? null;
  const natural = shownMeasure(report, 'pipeline.closing_time', {what: 'difference'});
  const parts = [
    `Had slow leads been answered fast${page.care(extra, own)}: ${lossText(own, extra.value)}`,
    ...(covered?.denominator ? [`It covers ${shareText(covered)} of the slow leads.`] : []),
    ...(low !== null && high !== null
      ? [`In money between ${moneyText(low)} and ${moneyText(high, report.terms.currency)}.`]
      : []),
    ...(natural?.value == null || natural.status === 'small_n'
      ? []
      : [ownReason(natural) ?? ''].filter(text => text !== '')),
  ];
  return parts.flatMap(text => paragraph(text, page, 2, 2));
}

/** The verdict, else the number, before what kind of number it is. */
function lossText(own: string, value: number): string {
  const at = own.indexOf(ASSOCIATION);
  const verdict = (at < 0 ? own : own.slice(0, at)).trim().replace(/[.;]$/, '');
  const more = `about ${grouped(value)} more ${Math.round(value) === 1 ? 'SQL' : 'SQLs'}`;
  return `${verdict === '' ? more : verdict}.${at < 0 ? '' : ` ${own.slice(at)}`}`;
}

/** How the caveat begins (METHODS 5.4). */
const ASSOCIATION = 'This is an association';

/** Deals by marketing's leads: what came of them, and what nobody works. */
function pipeline(report: Report, page: Page): string[] {
  const sourced = shownMeasure(report, 'pipeline.sourced');
  if (sourced?.value == null) return [];
  const part = (id: string, label: string) => {
    const measure = shownMeasure(report, id);
    if (measure?.value == null) return [];
    const deals = /^\d+ of \d+ deals/.exec(measure.reason ?? '')?.[0] ?? '';
    return [`${moneyText(measure.value)} ${label}${deals === '' ? '' : ` (${deals})`}${page.care(measure, deals)}`];
  };
  const parts = [...part('pipeline.worked', 'worked'), ...part('pipeline.stalled', 'stalled')];
  const risk = shownMeasure(report, 'pipeline.at_risk', {what: 'money'});
  const leads = shownMeasure(report, 'pipeline.at_risk', {what: 'leads'});
  const rescue =
    leads?.value == null || leads.value === 0
      ? []
      : [
          `${grouped(leads.value)} open leads are at risk (untouched past their promise)${risk?.value == null ? '' : `, worth about ${moneyText(risk.value, report.terms.currency)} if they convert as slow ones do`}.`,
        ];
  const blank = sourced.excluded['no_amount'] ?? 0;
  const more = blank === 0 ? '' : ` (${plural(blank, 'more has', 'more have')} no amount)`;
  const text = `Deals from these leads: ${moneyText(sourced.value, report.terms.currency)}${more}${parts.length > 0 ? `; of that ${parts.join(', ')}` : ''}.`;
  return [text, ...rescue].flatMap(line => paragraph(line, page, 2, 2));
}
