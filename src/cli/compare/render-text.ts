import type {Comparison} from '../../compare/compare.ts';
import type {FindingChanges} from '../../compare/findings.ts';
import {instantText} from '../../report/moments.ts';
import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {renderTable} from '../../report/text/table.ts';
import {grouped, plural} from '../../words.ts';
import {groupsOf} from './groups.ts';
import {measureName, nowText, valueText} from './values.ts';

export function renderComparison(comparison: Comparison, options: PageOptions): string {
  const shown = plainly(comparison);
  const page = createPage(options);
  const {old, notes, findings, measures} = shown;
  const rows = measures.changed.map(change => [
    change.verdict,
    measureName(change, shown.people),
    valueText(change.old, change.unit, shown.currency),
    nowText(change, shown.currency),
  ]);
  const columns = [{title: ''}, {title: 'measure', flexible: true}, {title: 'old'}, {title: 'new'}] as const;
  const parts = [
    [
      page.paint.bold(`handoff compare${shown.new.company === null ? '' : ` ${page.glyphs.dot} ${shown.new.company}`}`),
      ...paragraph(`old: ${sideText(old)}`, page, 0, 2),
      ...paragraph(`new: ${sideText(shown.new)}`, page, 0, 2),
      ...notes.flatMap(note => paragraph(note, page, 0)),
    ],
    ...groupSections(findings, page),
    section('Measures beyond noise', rows.length === 0 ? [] : renderTable(columns, rows, page), page),
    section(
      'Measurable now',
      measures.appeared.length === 0 ? [] : paragraph(measures.appeared.join(', '), page),
      page,
    ),
    section(
      'No longer measurable',
      measures.vanished.length === 0 ? [] : paragraph(measures.vanished.join(', '), page),
      page,
    ),
    paragraph(
      `${tally(findings)} ${plural(measures.same, 'measure')} within noise. Beyond noise: the new 95% interval excludes the old value.`,
      page,
      0,
    ),
  ];
  return `${parts
    .filter(lines => lines.length > 0)
    .map(lines => lines.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`;
}

/** The same of an audit against its baseline, after the report. */
export function renderBaseline(findings: FindingChanges, notes: readonly string[], options: PageOptions): string {
  const shown = plainly(findings);
  const page = createPage(options);
  const parts = [
    ...groupSections(shown, page),
    [
      ...paragraph(`Against the baseline: ${tally(shown)}`, page, 0),
      ...plainly(notes).flatMap(note => paragraph(note, page, 0)),
    ],
  ];
  return `\n${parts.map(lines => lines.map(line => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}

function groupSections(findings: FindingChanges, page: Page): string[][] {
  return groupsOf(findings).map(({title, lines}) =>
    section(
      title,
      lines.flatMap(({key, level, text, before}) => [
        ...paragraph(`${level} ${key}: ${text}`, page, 2, 2),
        ...(before === null ? [] : paragraph(`before: ${before}`, page, 4, 2).map(line => page.paint.dim(line))),
      ]),
      page,
    ),
  );
}

export function tally({appeared, worse, better, fixed, unchecked, same}: FindingChanges): string {
  const counts = [
    `${grouped(appeared.length)} new`,
    `${grouped(worse.length)} worse`,
    `${grouped(better.length)} better`,
    `${grouped(fixed.length)} fixed`,
    `${grouped(same.length)} as before`,
  ];
  if (unchecked.length > 0) counts.push(`${grouped(unchecked.length)} no longer checked`);
  return `${counts.join(', ')}.`;
}

function sideText({as_of, handoffs, definitions}: Comparison['old']): string {
  return `as of ${instantText(as_of)}, ${plural(handoffs, 'handoff')}, definitions ${definitions.path} (sha256 ${definitions.sha256.slice(0, 8)})`;
}
