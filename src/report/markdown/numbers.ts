import type {Measure, Report} from '../../result.ts';
import {durationOn, grouped, percent, shortDuration} from '../../words.ts';
import {atRiskText} from '../at-risk.ts';
import {benchmarksBeside} from '../benchmarks.ts';
import {factorsText} from '../factors.ts';
import {
  BUCKETS,
  CLOCKS,
  DISPOSITION_SHARES,
  FAMILIES,
  FLOORS,
  FUNNEL_STEPS,
  fateLabel,
  PERCENTILES,
} from '../labels.ts';
import {measureOf, measuresBy, shownMeasure} from '../measures.ts';
import {lastMonth} from '../moments.ts';
import {amountTitle, durationText, moneyText, shareText} from '../numbers.ts';
import {periodText} from '../text/funnel.ts';
import {cell, type Section, text} from './document.ts';

/** Marks a number that is to be read with care. */
export type Care = (measure: Measure | null) => string;

/** Every handoff's fate, by family, largest first. */
export function ledger(report: Report, care: Care): Section {
  const {ledger: lines} = report;
  const money = lines.some(({amount_cents}) => amount_cents !== null);
  const total = lines.reduce((sum, {handoffs}) => sum + handoffs, 0);
  const rows = FAMILIES.flatMap(([family, title]) => {
    const fates = lines
      .filter(line => line.family === family && line.handoffs > 0)
      .sort((a, b) => b.handoffs - a.handoffs || (a.fate < b.fate ? -1 : 1));
    if (fates.length === 0) return [];
    const handoffs = fates.reduce((sum, fate) => sum + fate.handoffs, 0);
    const counted = measureOf(report, 'ledger', {family});
    const doubted = counted !== null && counted.status !== 'ok';
    const whole = [
      `**${title}**${doubted ? care({...counted, status: 'degraded'}) : ''}`,
      `**${grouped(handoffs)}**`,
      `**${percent(handoffs / total)}**`,
      ...(money ? [''] : []),
    ];
    return [whole, ...fates.map(fate => fateRow(fate, money))];
  });
  const head = ['fate', 'handoffs', 'share', ...(money ? [cell(amountTitle(report.terms.currency))] : [])];
  const rule = atRiskText(report);
  return {
    title: 'Where the leads died',
    lines: rule === '' ? [] : [text(rule)],
    tables: [{what: 'fate', head, rows, right: [1, 2, 3]}],
  };
}

function fateRow({fate, handoffs, share, amount_cents}: Report['ledger'][number], money: boolean): string[] {
  const amount = money ? [amount_cents === null ? '' : moneyText(amount_cents)] : [];
  const words = fateLabel(fate);
  return [cell(words), grouped(handoffs), share === null ? '' : percent(share), ...amount];
}

/** Time to first response: percentiles on both clocks, then buckets. */
export function speed(report: Report, care: Care): Section {
  const times = CLOCKS.flatMap(([clock, start]) =>
    PERCENTILES.flatMap(([id, label]) => {
      const both = ['wall', 'business'].map(time => shownMeasure(report, id, {clock, time}));
      if (both.every(measure => measure === null)) return [];
      return [[label, start, ...both.map(measure => timeCell(measure, care))]];
    }),
  );
  const buckets = BUCKETS.flatMap(([bucket, label]) => {
    const measure = shownMeasure(report, 'response.bucket', {bucket});
    if (measure?.value == null) return [];
    return [[label, grouped(measure.value), measure.denominator ? percent(measure.value / measure.denominator) : '']];
  });
  const never = shownMeasure(report, 'response.never');
  const lines = [
    never?.denominator ? `Never answered, of those old enough to tell: ${shareText(never)}${care(never)}.` : '',
    ...benchmarksBeside(report, 'response.mean_30d'),
    factorsText(report),
  ];
  return {
    title: 'How fast',
    folded: true,
    lines: lines.filter(line => line !== '').map(text),
    tables: [
      {what: 'percentile', head: ['answered', 'since', 'wall clock', 'business hours'], rows: times},
      {what: 'bucket', head: ['first response', 'handoffs', 'share'], rows: buckets, right: [1, 2]},
    ],
  };
}

function timeCell(measure: Measure | null, care: Care): string {
  if (measure === null) return '';
  return cell((measure.status === 'small_n' ? 'too few to show' : durationText(measure)) + care(measure));
}

/** Promises kept by policy, and by the evidence that is asked for. */
export function promises(report: Report, care: Care): Section {
  const named = measuresBy(report, 'sla.compliance', 'policy');
  const whole = shownMeasure(report, 'sla.compliance');
  const kept = whole === null || named.length === 1 ? named : [...named, whole];
  const rows = kept.map(measure => {
    const policy = measure.segment['policy'];
    const promise = report.terms.promises.find(({policy: name}) => name === policy);
    const within =
      promise === undefined
        ? ''
        : `${durationOn(promise.clock, promise.within_seconds)} ${promise.clock === 'business' ? 'business' : 'wall clock'}`;
    const target = promise === undefined ? '' : percent(promise.target);
    return [cell(policy ?? 'all promises'), within, target, cell(shareText(measure) + care(measure))];
  });
  const floors = FLOORS.flatMap(([floor, words]) => {
    const measure = shownMeasure(report, 'sla.compliance', {floor});
    return measure === null || kept.length === 0 ? [] : [[floor, words, cell(shareText(measure) + care(measure))]];
  });
  return {
    title: 'Promises',
    folded: true,
    tables: [
      {what: 'policy', head: ['policy', 'within', 'target', 'kept, of those due'], rows},
      {what: 'floor', head: ['', 'kept with evidence', ''], rows: floors},
    ],
  };
}

/** Conversion of cohorts old enough to judge, and the period ratio that dashboards show. */
export function funnel(report: Report, care: Care): Section {
  const rows = FUNNEL_STEPS.flatMap(([step, label]) => {
    const cohort = shownMeasure(report, `funnel.${step}`);
    if (cohort === null) return [];
    const horizon = report.terms.horizons[step];
    const within = horizon == null ? '' : shortDuration(horizon);
    return [[label, within, cell(shareText(cohort) + care(cohort)), cell(periodText(report, step))]];
  });
  const head = ['step', 'within', 'of cohorts that old', `period ratio ${lastMonth(report)} (no conversion rate)`];
  const columns = rows.some(([, , , period]) => period !== '') ? 4 : 3;
  const table = {what: 'step', head: head.slice(0, columns), rows: rows.map(row => row.slice(0, columns))};
  return {title: 'Funnel', folded: true, tables: [table]};
}

/** How many are sent back, why, and whether that is true. */
export function rejections(report: Report, care: Care): Section {
  const within = report.terms.horizons['rejection'];
  const time = within == null ? 'in time' : `within ${shortDuration(within)}`;
  const shares = DISPOSITION_SHARES.flatMap(([id, label]) => {
    const measure = shownMeasure(report, id);
    return measure?.denominator ? [[label.replace('in time', time), cell(shareText(measure) + care(measure))]] : [];
  });
  const reasons = measuresBy(report, 'dispositions.reasons', 'reason')
    .map(({segment, numerator, denominator}) => ({reason: segment['reason'] ?? '(blank)', numerator, denominator}))
    .filter(({numerator}) => (numerator ?? 0) > 0)
    .sort((a, b) => (b.numerator ?? 0) - (a.numerator ?? 0) || (a.reason < b.reason ? -1 : 1))
    .map(({reason, numerator, denominator}) => [
      cell(reason),
      grouped(numerator ?? 0),
      denominator !== null && denominator >= 10 ? percent((numerator ?? 0) / denominator) : '',
    ]);
  return {
    title: 'Rejections',
    folded: true,
    tables: [
      {what: 'share', head: ['', ''], rows: shares},
      {what: 'reason', head: ['reason', 'closes', 'share'], rows: reasons, right: [1, 2]},
    ],
  };
}
