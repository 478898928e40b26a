import type {Gate, GateState, Report} from '../../result.ts';
import {type Page, paragraph, section} from '../text/page.ts';

const WORDS: Readonly<Record<GateState, string>> = {pass: 'pass', soft: 'care', hard: 'stop', not_measurable: 'n/a'};

/** The data-quality gates, in order: stop makes what rests on them not measurable, care degrades it. */
export function gates(report: Report, page: Page): string[] {
  return section(
    'Data quality gates',
    report.gates.flatMap(gate => line(gate, page)),
    page,
  );
}

/** Behind the mark and the id. */
const INDENT = 13;

function line({id, title, state, text, remedy}: Gate, page: Page): string[] {
  const paint = {pass: page.paint.green, soft: page.paint.yellow, hard: page.paint.red, not_measurable: page.paint.dim}[
    state
  ];
  const [first = '', ...rest] = paragraph(`${title}: ${text}`, page, INDENT);
  const mark = `  ${paint(WORDS[state])}${' '.repeat(6 - WORDS[state].length)}${id}`;
  return [
    mark + first.slice(2 + 6 + id.length),
    ...rest,
    ...(remedy === null ? [] : paragraph(`${page.glyphs.arrow} ${remedy}`, page, INDENT, 2)),
  ];
}
