import type {Measure, Report, Segment} from '../result.ts';
import {businessDuration, duration, grouped, percent, plural, shortDuration} from '../words.ts';

type Told = Pick<Report, 'ledger' | 'measures' | 'terms'>;

/** The story in sentences that can be read out: how many, lost to what, how fast, what was promised, what came of it. */
export function headline(report: Told): string[] {
  const total = report.ledger.reduce((sum, {handoffs}) => sum + handoffs, 0);
  if (total === 0) return ['No lead was handed off.'];
  const {cautions} = report.terms;
  return [lost(report, total), ...cautions, saved(report), waited(report), promised(report), qualified(report)].filter(
    text => text !== '',
  );
}

function lost({ledger, measures}: Told, total: number): string {
  const unknown = handoffsOf(ledger, 'unknown');
  if (unknown > 0)
    return `What became of ${grouped(unknown)} of ${plural(total, 'handoff')} cannot be told: the export has no activities.`;
  if (!told(measures, 'follow_up'))
    return `Which of ${plural(total, 'handoff')} were lost, and to what, cannot be told.`;
  const parts = LOSSES.map(({family, words}) => ({words, count: handoffsOf(ledger, family)}))
    .filter(({count}) => count > 0)
    .sort((a, b) => b.count - a.count);
  const all = parts.reduce((sum, {count}) => sum + count, 0);
  if (all === 0) return `Of ${plural(total, 'handoff')} none is lost so far.`;
  const [only, ...others] = parts;
  const how =
    others.length === 0
      ? ` ${only?.words}`
      : `: ${listed(parts.map(({words, count}) => `${grouped(count)} ${words}`))}`;
  const lostTo = `Of ${plural(total, 'handoff')} ${grouped(all)} ${are(all)} lost${how}.`;
  return [lostTo, reasons(measures)].filter(text => text !== '').join(' ');
}

/** That nothing contradicts a reason does not make it true. */
function reasons(measures: Told['measures']): string {
  const [supported, unchecked, recycled] = ['supported', 'unchecked', 'recycled'].map(what =>
    find(measures, 'ledger.sound', {what}),
  );
  if (supported?.value == null || unchecked?.value == null || recycled?.value == null) return '';
  const all = supported.denominator ?? 0;
  if (all === 0) return '';
  return `Of the ${grouped(all)} closed with no sign against the reason, the lead's own data support it for ${grouped(supported.value)}; ${grouped(unchecked.value)} have a reason that nothing in the data can check${recycled.value === 0 ? '' : `, ${grouped(recycled.value)} were recycled`}.`;
}

const LOSSES = [
  {family: 'follow_up', words: 'in follow-up'},
  {family: 'quality', words: 'to quality'},
  {family: 'disputed', words: "for a reason the lead's own data contradict"},
];

/** Fates of the family may be counted: a gate that is shut makes the measure none, though every handoff has its line. */
function told(measures: Told['measures'], family: string): boolean {
  return measures.every(
    ({id, segment, status}) => id !== 'ledger' || segment['family'] !== family || status !== 'not_measurable',
  );
}

function saved({ledger, measures, terms}: Told): string {
  const atRisk = told(measures, 'at_risk') ? handoffsOf(ledger, 'at_risk') : 0;
  return atRisk === 0
    ? ''
    : `${grouped(atRisk)} more ${atRisk === 1 ? 'waits' : 'wait'} past the promise${terms.never_after === null ? '' : `, for ${shortDuration(terms.never_after)} at most,`} and may still be saved.`;
}

function waited({measures}: Told): string {
  const wall = find(measures, 'response.p50', {clock: 'buyer', time: 'wall'});
  const business = find(measures, 'response.p50', {clock: 'buyer', time: 'business'});
  const never = find(measures, 'response.never');
  const hours = business?.value == null ? '' : ` (${businessDuration(business.value)} in business hours)`;
  const half =
    wall?.value == null
      ? 'fewer than half are ever answered'
      : `half are answered within ${duration(wall.value)}${hours}`;
  const told = wall !== null && wall.status !== 'small_n';
  const were = never?.numerator === 1 ? 'was' : 'were';
  const parts = [
    told ? half : '',
    never === null || !never.denominator
      ? ''
      : `of ${grouped(never.denominator)} old enough to tell ${grouped(never.numerator ?? 0)} ${told ? `never ${were}` : `${were} never answered`}`,
  ].filter(text => text !== '');
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}.`;
}

function promised({measures, terms}: Told): string {
  const kept = find(measures, 'sla.compliance');
  if (kept === null || !kept.denominator || kept.numerator === null) return '';
  const whole = `Of ${plural(kept.denominator, 'promise')} that fell due ${grouped(kept.numerator)} ${kept.numerator === 1 ? 'was' : 'were'} kept`;
  const policies = terms.promises.flatMap(({policy}) => find(measures, 'sla.compliance', {policy}) ?? []);
  const [worst, ...others] = policies.sort((a, b) => brokenBy(b) - brokenBy(a));
  if (worst === undefined || others.length === 0 || brokenBy(worst) === 0) return `${whole}.`;
  return `${whole}; more were broken for ${worst.segment['policy']} than for any other, where ${grouped(worst.numerator ?? 0)} of ${grouped(worst.denominator ?? 0)} ${worst.numerator === 1 ? 'was' : 'were'} kept.`;
}

function qualified({measures, terms}: Told): string {
  const rate = find(measures, 'funnel.mql_to_sql');
  const horizon = terms.horizons['mql_to_sql'];
  if (rate?.value == null || !rate.denominator || rate.denominator < 10 || horizon == null) return '';
  const fraction = `${grouped(rate.numerator ?? 0)} of ${grouped(rate.denominator)}`;
  return `Within ${shortDuration(horizon)} ${percent(rate.value)} (${fraction}) became SQLs.`;
}

function brokenBy({numerator, denominator}: Measure): number {
  return (denominator ?? 0) - (numerator ?? 0);
}

function handoffsOf(ledger: Report['ledger'], family: string): number {
  return ledger.filter(line => line.family === family).reduce((sum, {handoffs}) => sum + handoffs, 0);
}

function find(measures: readonly Measure[], id: string, segment: Segment = {}): Measure | null {
  const keys = Object.keys(segment);
  const found = measures.find(
    measure =>
      measure.id === id &&
      Object.keys(measure.segment).length === keys.length &&
      keys.every(key => measure.segment[key] === segment[key]),
  );
  return found === undefined || found.status === 'not_measurable' ? null : found;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
