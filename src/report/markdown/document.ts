import {grouped} from '../../words.ts';
import {escaped, shortened} from './escape.ts';

/** A section: paragraphs, then tables; what is long is folded. Cells and paragraphs are Markdown, already escaped. */
export interface Section {
  title: string;
  folded?: boolean;
  lines?: readonly string[];
  tables?: readonly Table[];
}

export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** What a row is, for the word that says how many are left out. */
  what: string;
  /** Columns of numbers. */
  right?: readonly number[];
}

/** GitHub takes no comment of 65,536 characters or more; GitLab and Bitbucket take at least that. */
const LONGEST = 65_000;

/** Rows a table keeps, tried until the whole is short enough. */
const LIMITS = [Number.POSITIVE_INFINITY, 300, 100, 50, 25, 12, 6, 3, 1, 0];

/** A paragraph longer than this is not read. */
const LONGEST_PARAGRAPH = 1200;

/** The sections as one text that any comment field takes: tables give way, and say by how many rows. */
export function renderDocument(sections: readonly Section[]): string {
  const full = sections.filter(
    ({lines = [], tables = []}) => lines.length > 0 || tables.some(({rows}) => rows.length > 0),
  );
  for (const most of LIMITS) {
    const text = `${full.map(section => renderSection(section, most)).join('\n')}`;
    if (text.length <= LONGEST) return text;
  }
  const titles = full.map(({title}) => `- ${title}\n`).join('');
  return `${titles}\nThe report is too long for a comment; write it to a file with \`-o report.html\`.\n`;
}

function renderSection({title, folded, lines = [], tables = []}: Section, most: number): string {
  const body = [...lines.map(line => `${line}\n`), ...tables.flatMap(table => renderTable(table, most))].join('\n');
  if (folded) return `<details><summary>${title}</summary>\n\n${body}\n</details>\n`;
  return title === '' ? body : `### ${title}\n\n${body}`;
}

function renderTable({head, rows, what, right = []}: Table, most: number): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, most);
  const left = rows.length - shown.length;
  const rule = head.map((_, index) => (right.includes(index) ? '---:' : '---'));
  const table = [head, rule, ...shown].map(cells => `| ${cells.join(' | ')} |\n`).join('');
  const word = `${grouped(left)} more ${what}${left === 1 ? '' : 's'} left out for length; \`handoff audit -o report.json\` has all.\n`;
  return [...(shown.length === 0 ? [] : [table]), ...(left === 0 ? [] : [word])];
}

/** Text from a report as a paragraph or a cell. */
export function text(value: string): string {
  return escaped(shortened(value, LONGEST_PARAGRAPH));
}

/** Text from an export, such as a name or a reason, in a cell. */
export function cell(value: string): string {
  return escaped(shortened(value));
}
