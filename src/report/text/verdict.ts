import type {Report} from '../../result.ts';
import {plural} from '../../words.ts';
import {byLeads, open, rank} from '../ranking.ts';
import {type Page, paragraph} from './page.ts';

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
    ...next.flatMap(command => shellLines(command, page)),
  ];
}

/** A long command goes on behind a backslash, so that it can be pasted as it stands. */
function shellLines(command: string, page: Page): string[] {
  const lines = paragraph(command, {...page, reading: page.reading - 2}, 2, 2);
  return lines.map((line, place) => (place < lines.length - 1 ? `${line} \\` : line));
}

/** On the gravest finding, and of those on the largest. */
export function nextCommands(report: Report): string[] {
  const [first] = open(report)
    .filter(({level}) => level !== 'info')
    .sort((a, b) => rank(a) - rank(b) || byLeads(a, b));
  const id = first?.leads.ids[0];
  const {before, after} = sameQuestion(report);
  const path = shellWord(report.export.path);
  const atRisk = report.ledger.some(({family, handoffs}) => family === 'at_risk' && handoffs > 0);
  return [
    id === undefined ? '' : `handoff lead ${shellWord(id)} --export ${path}${before}${after}`,
    first === undefined ? '' : `handoff explain ${first.check}${before}`,
    atRisk
      ? `handoff query ${path} "select lead_id, owner, fate from handoffs where family = 'at_risk' order by lead_id"${before}${after}`
      : '',
  ].filter(command => command !== '');
}

/** The options without which another command would ask something else: definitions it would not find by itself, cut-off, window. */
function sameQuestion({definitions, as_of, as_of_from, window, export: {path}}: Report): {
  before: string;
  after: string;
} {
  const found = ['default (built in)', 'handoff.yaml', `${path.replace(/\/+$/, '')}/handoff.yaml`];
  const options = [
    as_of_from === '--as-of' ? `--as-of ${as_of}` : '',
    window.since === null ? '' : `--since ${window.since}`,
    window.until === null ? '' : `--until ${window.until}`,
  ];
  return {
    before: found.includes(definitions.path) ? '' : ` -d ${shellWord(definitions.path)}`,
    after: options
      .filter(option => option !== '')
      .map(option => ` ${option}`)
      .join(''),
  };
}

/** A word as a POSIX shell reads it back. */
function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
