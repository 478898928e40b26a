import type {Finding, Report} from '../../result.ts';
import {grouped, plural} from '../../words.ts';
import {instantText, windowText} from '../moments.ts';
import {byLeads, open} from '../ranking.ts';
import {nextCommands} from '../text/verdict.ts';
import {cell, type Section, type Table, text} from './document.ts';
import {code, shortened} from './escape.ts';

/** Findings that are read without unfolding. */
const FIRST = 10;

/** Ids to start with. */
const FIRST_IDS = 3;

/** Whose handoff, as of when, how bad, and the story in sentences. */
export function head(report: Report): Section {
  const {company, as_of, as_of_from, time_zone, definitions, tool, summary} = report;
  const {error, warn, likely, accepted} = summary.findings;
  const counts = [plural(error, 'error'), plural(warn, 'warning')];
  if (likely > 0) counts.push(`${grouped(likely)} likely`);
  if (accepted > 0) counts.push(`${grouped(accepted)} accepted`);
  return {
    title: company === null ? 'Handoff audit' : `Handoff audit: ${cell(company)}`,
    lines: [
      `**${counts.join(', ')}** in ${plural(summary.handoffs, 'handoff')}`,
      summary.headline.map(sentence => `- ${text(sentence)}`).join('\n'),
      `<sub>${text(`As of ${instantText(as_of)} (${as_of_from}) · ${windowText(report)} · ${time_zone} · definitions ${definitions.path} (sha256 ${definitions.sha256.slice(0, 8)}) · handoff ${tool.version}`)}</sub>`,
    ],
  };
}

/** What to act on, largest first; all but the first ten folded; then facts without a verdict and what is accepted. */
export function findings(report: Report): Section[] {
  const judged = open(report).filter(({level}) => level !== 'info');
  const facts = open(report).filter(({level}) => level === 'info');
  const held = report.findings.filter(({accepted}) => accepted !== null).sort(byLeads);
  return [
    {title: 'Findings', lines: judged.length === 0 ? ['None.'] : [], tables: [judgedTable(judged.slice(0, FIRST))]},
    {
      title: `${plural(judged.length - FIRST, 'more finding')}`,
      folded: true,
      tables: [judgedTable(judged.slice(FIRST))],
    },
    {title: `Also measured (${facts.length})`, folded: true, tables: [factTable(facts)]},
    {title: `Known and accepted (${held.length})`, folded: true, tables: [heldTable(held)]},
  ];
}

function judgedTable(found: readonly Finding[]): Table {
  return {
    what: 'finding',
    head: ['', 'leads', 'finding', 'what to do'],
    right: [1],
    rows: found.map(finding => [
      finding.level === 'error' && finding.strength === 'confirmed' ? '**error**' : levelWord(finding),
      grouped(finding.leads.count),
      `${code(shortened(finding.key))} ${text(finding.text)}${ids(finding)}`,
      text(finding.remedy),
    ]),
  };
}

function levelWord({level, strength}: Finding): string {
  return strength === 'likely' ? `likely ${level}` : level;
}

function ids({leads}: Finding): string {
  const shown = leads.ids.slice(0, FIRST_IDS);
  if (shown.length === 0) return '';
  return `<br><sub>${shown.map(id => cell(id)).join(', ')}${leads.count > shown.length ? ', …' : ''}</sub>`;
}

function factTable(found: readonly Finding[]): Table {
  return {
    what: 'fact',
    head: ['check', 'measured'],
    rows: found.map(finding => [code(shortened(finding.key)), text(finding.text)]),
  };
}

function heldTable(found: readonly Finding[]): Table {
  return {
    what: 'accepted finding',
    head: ['finding', 'leads', 'accepted because'],
    right: [1],
    rows: found.map(finding => [
      `${code(shortened(finding.key))} ${text(finding.text)}`,
      grouped(finding.leads.count),
      text(finding.accepted ?? ''),
    ]),
  };
}

/** What to type next. */
export function next(report: Report): Section {
  const commands = nextCommands(report);
  return {
    title: '',
    lines: commands.length === 0 ? [] : [`Next: ${commands.map(command => code(shortened(command))).join(', ')}`],
  };
}
