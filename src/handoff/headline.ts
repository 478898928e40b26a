import type {Measure, Report, Segment} from '../result.ts';
import {duration, grouped, plural} from '../words.ts';

type Told = Pick<Report, 'ledger' | 'measures' | 'findings'>;

/** The story in sentences that can be read out: how many, how many lost to what, how fast, what was promised. */
export function headline(report: Told): string[] {
  const total = report.ledger.reduce((sum, {handoffs}) => sum + handoffs, 0);
  if (total === 0) return ['No lead was handed off.'];
  return [lost(report, total), saved(report), waited(report), promised(report), biggest(report)].filter(
    text => text !== '',
  );
}

function lost({ledger}: Told, total: number): string {
  const followUp = handoffsOf(ledger, 'follow_up');
  const quality = handoffsOf(ledger, 'quality');
  const disputed = handoffsOf(ledger, 'disputed');
  const all = followUp + quality + disputed;
  const unknown = handoffsOf(ledger, 'unknown');
  if (unknown > 0)
    return `What became of ${grouped(unknown)} of ${plural(total, 'handoff')} cannot be told: the export has no activities.`;
  if (all === 0) return `Of ${plural(total, 'handoff')} none is lost so far.`;
  const parts = [`${grouped(followUp)} in follow-up`, `${grouped(quality)} to quality`];
  if (disputed > 0) parts.push(`${grouped(disputed)} for a reason the lead's own data contradict`);
  return `Of ${plural(total, 'handoff')} ${grouped(all)} are lost: ${listed(parts)}.`;
}

function saved({ledger}: Told): string {
  const atRisk = handoffsOf(ledger, 'at_risk');
  return atRisk === 0
    ? ''
    : `${grouped(atRisk)} more ${atRisk === 1 ? 'waits' : 'wait'} past the promise and may still be saved.`;
}

function waited({measures}: Told): string {
  const half = find(measures, 'response.p50', {clock: 'buyer', time: 'wall'});
  const never = find(measures, 'response.never');
  const parts = [
    half === null
      ? ''
      : half.value === null
        ? 'fewer than half are ever answered'
        : `half are answered within ${duration(half.value)}`,
    never === null || !never.denominator
      ? ''
      : `of ${grouped(never.denominator)} old enough to tell ${grouped(never.numerator ?? 0)} never were`,
  ].filter(text => text !== '');
  return parts.length === 0 ? '' : `${capital(listed(parts))}.`;
}

function promised({measures}: Told): string {
  const kept = find(measures, 'sla.compliance');
  if (kept === null || kept.numerator === null || !kept.denominator) return '';
  return `Of ${plural(kept.denominator, 'promise')} that fell due ${grouped(kept.numerator)} ${kept.numerator === 1 ? 'was' : 'were'} kept.`;
}

/** The finding that concerns most leads. */
function biggest({findings}: Told): string {
  const [first] = findings
    .filter(({accepted, level, strength}) => accepted === null && level !== 'info' && strength === 'confirmed')
    .sort((a, b) => b.leads.count - a.leads.count || (a.key < b.key ? -1 : 1));
  return first === undefined ? '' : `Most leads are concerned by this: ${first.text}`;
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

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
