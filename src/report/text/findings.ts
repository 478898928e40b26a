import type {Finding, Report} from '../../result.ts';
import {plural} from '../../words.ts';
import {byCheck, byLeads, open} from '../ranking.ts';
import {padStart, widthOf} from '../width.ts';
import {type Page, paragraph, section} from './page.ts';

/** Ids to start with; the JSON report and `handoff query` have the rest. */
const FIRST_IDS = 3;

/** Subjects of one check that are told in full. */
const FIRST_SUBJECTS = 5;

/** What to act on, by the leads concerned, one entry a check; then facts without a verdict, then what is accepted. */
export function findings(report: Report, page: Page): string[] {
  const judged = open(report).filter(({level}) => level !== 'info');
  const facts = open(report).filter(({level}) => level === 'info');
  const held = report.findings.filter(({accepted}) => accepted !== null).sort(byLeads);
  const stories = byCheck(judged).flatMap((group, index) => [
    ...(index > 0 ? [''] : []),
    ...story(group, index + 1, page),
  ]);
  const parts = [
    section('Findings', stories.length === 0 ? ['  none'] : stories, page),
    section(
      'Also measured',
      facts.flatMap(({check, text}) => paragraph(`${check}: ${text}`, page, 2, 2)),
      page,
    ),
    section(
      'Known and accepted',
      held.flatMap(finding => accepted(finding, page)),
      page,
    ),
  ];
  return parts.filter(lines => lines.length > 0).flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

function story(group: readonly Finding[], number: number, page: Page): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const loud = group.some(({level, strength}) => level === 'error' && strength === 'confirmed');
  const paint = loud ? page.paint.red : page.paint.yellow;
  const shown = group.slice(0, FIRST_SUBJECTS);
  const rest = group.slice(FIRST_SUBJECTS);
  const remedies = [...new Set(group.map(({remedy}) => remedy))];
  return [
    ...paragraph(`${padStart(String(number), 2)}. ${loud ? 'error' : 'warn'}  ${first.check}`, page, 0, 4).map(line =>
      paint(line),
    ),
    ...shown.flatMap(finding => one(finding, page)),
    ...(rest.length === 0 ? [] : paragraph(`and ${rest.length} more: ${rest.map(short).join(', ')}`, page, LEADS)),
    ...remedies.flatMap(remedy => paragraph(`${page.glyphs.arrow} ${remedy}`, page, 4, 2)),
  ];
}

/** Columns of `   590 leads  `. */
const LEADS = 15;

function one(finding: Finding, page: Page): string[] {
  const {leads, text, strength} = finding;
  const count = leads.count === 0 ? '' : plural(leads.count, 'lead');
  const [line = '', ...lines] = paragraph(strength === 'likely' ? `Likely: ${text}` : text, page, LEADS);
  const head = widthOf(count) > LEADS - 2 ? [count, line] : [padStart(count, LEADS - 2) + line.slice(LEADS - 2)];
  return [...head, ...lines, ...ids(finding, page)];
}

function ids({leads}: Finding, page: Page): string[] {
  if (leads.ids.length === 0) return [];
  const shown = leads.ids.slice(0, FIRST_IDS);
  const more = leads.count > shown.length ? ', ...' : '';
  return paragraph(`${shown.join(', ')}${more}`, page, LEADS).map(line => page.paint.dim(line));
}

function short({subject, leads}: Finding): string {
  return `${subject} (${plural(leads.count, 'lead')})`;
}

function accepted({key, text, accepted}: Finding, page: Page): string[] {
  return paragraph(`${key}: ${text} Accepted: ${accepted}`, page, 2, 2);
}
