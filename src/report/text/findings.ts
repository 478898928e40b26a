import type {Finding, Report} from '../../result.ts';
import {plural} from '../../words.ts';
import {type Page, paragraph, section} from './page.ts';
import {padStart, widthOf} from './width.ts';

/** Ids to start with; the JSON report and `handoff query` have the rest. */
const FIRST_IDS = 3;

/** What to act on, by the leads concerned; facts without a verdict after it, accepted ones counted aloud. */
export function findings(report: Report, page: Page): string[] {
  const open = report.findings.filter(({accepted}) => accepted === null);
  const judged = open.filter(({level}) => level !== 'info').sort(byLeads);
  const facts = open.filter(({level}) => level === 'info').sort(byLeads);
  const held = report.findings.filter(({accepted}) => accepted !== null);
  return [
    ...section(
      'Findings',
      judged.length === 0
        ? ['  none']
        : judged.flatMap((finding, index) => [...(index > 0 ? [''] : []), ...story(finding, index + 1, page)]),
      page,
    ),
    ...(facts.length > 0
      ? [
          '',
          ...section(
            'Also measured',
            facts.flatMap(fact => short(fact, page)),
            page,
          ),
        ]
      : []),
    ...(held.length > 0
      ? [
          '',
          ...section(
            'Known and accepted',
            held.flatMap(finding => accepted(finding, page)),
            page,
          ),
        ]
      : []),
  ];
}

/** Confirmed before likely only among equals: how many leads it concerns comes first. */
function byLeads(a: Finding, b: Finding): number {
  return b.leads.count - a.leads.count || rank(a) - rank(b) || (a.key < b.key ? -1 : 1);
}

function rank({level, strength}: Finding): number {
  return (level === 'error' ? 0 : 2) + (strength === 'confirmed' ? 0 : 1);
}

function story(finding: Finding, number: number, page: Page): string[] {
  const {level, strength, check, subject, leads, text, remedy} = finding;
  const name = subject === '' ? check : `${check}: ${subject}`;
  const right = leads.count > 0 ? plural(leads.count, 'lead') : '';
  const word = strength === 'likely' ? `${level}, likely` : level;
  const head = `${padStart(String(number), 2)}. ${word}  ${name}`;
  const room = page.width - widthOf(right) - 2;
  const headLines =
    widthOf(head) <= room
      ? [head + padStart(right, page.width - widthOf(head))]
      : [...paragraph(head, page, 0, 4), padStart(right, page.width)];
  const paint = level === 'error' ? page.paint.red : page.paint.yellow;
  return [
    ...headLines.map(line => paint(line)),
    ...paragraph(text, page, 4),
    ...paragraph(`${page.glyphs.arrow} ${remedy}`, page, 4, 2),
    ...ids(finding, page),
  ];
}

function ids({leads}: Finding, page: Page): string[] {
  if (leads.ids.length === 0) return [];
  const shown = leads.ids.slice(0, FIRST_IDS);
  const more = leads.count > shown.length ? ', ...' : '';
  return paragraph(`leads: ${shown.join(', ')}${more}`, page, 4, 7).map(line => page.paint.dim(line));
}

function short({check, subject, text}: Finding, page: Page): string[] {
  return paragraph(`${check}${subject === '' ? '' : ` (${subject})`}: ${text}`, page, 2, 2);
}

function accepted({key, text, accepted}: Finding, page: Page): string[] {
  return paragraph(`${key}: ${text} Accepted: ${accepted}`, page, 2, 2);
}
