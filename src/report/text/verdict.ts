import type {Report} from '../../result.ts';
import {plural} from '../../words.ts';
import {type Page, paragraph} from './page.ts';
import {byLeads, open, rank} from './ranking.ts';

/** The end: how many findings, and what to type next. */
export function verdict(report: Report, page: Page): string[] {
  const {error, warn, likely, accepted} = report.summary.findings;
  const counts = [plural(error, 'error'), plural(warn, 'warning')];
  if (likely > 0) counts.push(`${likely} likely`);
  if (accepted > 0) counts.push(`${accepted} accepted`);
  const next = nextCommands(report);
  const paint = error > 0 ? page.paint.red : warn > 0 ? page.paint.yellow : page.paint.green;
  return [
    ...paragraph(`${counts.join(', ')}.${next.length === 0 ? '' : ' Next:'}`, page, 0).map(line => paint(line)),
    ...next.flatMap(command => paragraph(command, page, 2, 2)),
  ];
}

/** On the gravest finding, and of those on the largest. */
export function nextCommands(report: Report): string[] {
  const [first] = open(report)
    .filter(({level}) => level !== 'info')
    .sort((a, b) => rank(a) - rank(b) || byLeads(a, b));
  if (first === undefined) return [];
  const explain = `handoff explain ${first.check}`;
  const id = first.leads.ids[0];
  return id === undefined
    ? [explain]
    : [`handoff lead ${shellWord(id)} --export ${shellWord(report.export.path)}`, explain];
}

/** A word as a POSIX shell reads it back. */
function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
