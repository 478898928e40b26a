import {compareFindings, type FindingChanges} from './findings.ts';
import {compareMeasures, type MeasureChanges} from './measures.ts';
import type {Compared} from './stored.ts';

export interface Comparison {
  schema: 'handoff-comparison/1';
  old: Side;
  new: Side;
  /** Why the two are not quite alike. */
  notes: readonly string[];
  findings: FindingChanges;
  measures: MeasureChanges;
  /** Of all amounts; null where a report names none, or several. */
  currency: string | null;
  /** Reps whom the measures name by id. */
  people: Compared['terms']['people'];
}

interface Side {
  as_of: string;
  company: string | null;
  handoffs: number;
  definitions: Compared['definitions'];
}

/** Two reports: what got better, worse, appeared and vanished, beyond noise. */
export function compareReports(old: Compared, now: Compared): Comparison {
  return {
    schema: 'handoff-comparison/1',
    old: sideOf(old),
    new: sideOf(now),
    notes: notAlike(old, now),
    findings: compareFindings(old, now),
    measures: compareMeasures(old.measures, now.measures, {money: sameCurrency(old, now)}),
    currency: sameCurrency(old, now) ? now.terms.currency : null,
    people: [...now.terms.people, ...old.terms.people.filter(({id}) => now.terms.people.every(one => one.id !== id))],
  };
}

function sameCurrency(old: Compared, now: Compared): boolean {
  return old.terms.currency === now.terms.currency;
}

function sideOf({as_of, company, definitions, summary: {handoffs}}: Compared): Side {
  return {as_of, company, handoffs, definitions};
}

/** Why two reports are not quite alike: what may have changed a number beside the work. */
export function notAlike(old: Compared, now: Compared): string[] {
  const window = ({window: {since, until}}: Compared) => `${since ?? 'the first lead'} to ${until ?? 'the last'}`;
  return [
    old.as_of > now.as_of ? 'The old report is of a later moment than the new one.' : '',
    old.company === now.company ? '' : 'The two are of different companies.',
    old.definitions.sha256 === now.definitions.sha256
      ? ''
      : 'The definitions differ: a number may have changed with them and not with the work (handoff diff).',
    old.tool.version === now.tool.version ? '' : `Written by handoff ${old.tool.version} and ${now.tool.version}.`,
    window(old) === window(now) ? '' : `Different windows: ${window(old)}, and ${window(now)}.`,
    sameCurrency(old, now)
      ? ''
      : `Amounts in ${currencyText(old)}, and in ${currencyText(now)}: money is not compared.`,
    old.time_zone === now.time_zone ? '' : `Different time zones: ${old.time_zone}, and ${now.time_zone}.`,
  ].filter(note => note !== '');
}

function currencyText({terms: {currency}}: Compared): string {
  return currency ?? 'no one currency';
}
