import type {Comparison} from '../../compare/compare.ts';
import type {FindingChanges} from '../../compare/findings.ts';
import {cell, renderDocument, type Section, text} from '../../report/markdown/document.ts';
import {code, shortened} from '../../report/markdown/escape.ts';
import {instantText} from '../../report/moments.ts';
import {plainly} from '../../report/plain.ts';
import {plural} from '../../words.ts';
import {groupsOf} from './groups.ts';
import {tally} from './render-text.ts';
import {measureName, nowText, valueText} from './values.ts';

export function renderMarkdown(comparison: Comparison): string {
  const {old, notes, findings, measures, ...rest} = plainly(comparison);
  const now = rest.new;
  return renderDocument([
    {
      title: now.company === null ? 'Handoff compared' : `Handoff compared: ${cell(now.company)}`,
      lines: [
        `${instantText(old.as_of)} (${plural(old.handoffs, 'handoff')}) → ${instantText(now.as_of)} (${plural(now.handoffs, 'handoff')})`,
        `**${tally(findings)}**`,
        ...notes.map(text),
      ],
    },
    ...groupSections(findings),
    {
      title: `Measures beyond noise (${measures.changed.length})`,
      folded: true,
      tables: [
        {
          what: 'measure',
          head: ['', 'measure', 'old', 'new'],
          rows: measures.changed.map(change => [
            change.verdict,
            cell(measureName(change, rest.people)),
            cell(valueText(change.old, change.unit, rest.currency)),
            cell(nowText(change, rest.currency)),
          ]),
        },
      ],
    },
  ]);
}

/** The same of an audit against its baseline, after the report. */
export function renderBaseline(findings: FindingChanges, notes: readonly string[]): string {
  const shown = plainly(findings);
  const lines = [`**${tally(shown)}**`, ...plainly(notes).map(text)];
  return `\n${renderDocument([{title: 'Against the baseline', lines}, ...groupSections(shown)])}`;
}

function groupSections(findings: FindingChanges): Section[] {
  return groupsOf(findings).map(({title, lines}) => ({
    title: `${title} (${lines.length})`,
    folded: lines.length > 10,
    tables: [
      {
        what: 'finding',
        head: ['', 'finding', 'before'],
        rows: lines.map(line => [
          line.level,
          `${code(shortened(line.key))} ${text(line.text)}`,
          line.before === null ? '' : text(line.before),
        ]),
      },
    ],
  }));
}
