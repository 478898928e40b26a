import type {Page} from './page.ts';
import {padEnd, padStart, widthOf, wrap} from './width.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Gives way where the table is too wide: its cells are wrapped. */
  flexible?: true;
}

const GAP = 2;

/** Columns without borders, indented by two; a flexible column takes what the others leave. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[], page: Page): string[] {
  const widths = layout(columns, rows, page.width - GAP);
  const titles = columns.map(({title}) => title);
  const head = titles.some(title => title !== '') ? cells(columns, titles, widths).map(line => page.paint.dim(line)) : [];
  return [...head, ...rows.flatMap(row => cells(columns, row, widths))];
}

function layout(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const natural = columns.map(({title}, index) => Math.max(...[title, ...rows.map(row => row[index] ?? '')].map(widthOf)));
  const total = natural.reduce((sum, wide) => sum + wide, 0) + GAP * (columns.length - 1);
  let over = total - width;
  const flexible = columns.flatMap(({flexible}, index) => (flexible ? [index] : []));
  // the widest gives way first, so that two long columns end up alike
  while (over > 0 && flexible.length > 0) {
    const widest = flexible.reduce((a, b) => ((natural[b] ?? 0) > (natural[a] ?? 0) ? b : a));
    if ((natural[widest] ?? 0) <= LEAST) break;
    natural[widest] = (natural[widest] ?? 0) - 1;
    over -= 1;
  }
  return natural;
}

/** Columns that a flexible column keeps in any case. */
const LEAST = 8;

/** The lines of one row: as many as its longest cell has. */
function cells(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string[] {
  const wrapped = columns.map(({flexible}, index) => {
    const text = row[index] ?? '';
    return flexible ? wrap(text, widths[index] ?? 0) : [text];
  });
  const height = Math.max(...wrapped.map(lines => lines.length));
  return Array.from({length: height}, (_, line) => {
    const parts = columns.map(({align}, index) => {
      const text = wrapped[index]?.[line] ?? '';
      const width = widths[index] ?? 0;
      return align === 'right' ? padStart(text, width) : padEnd(text, width);
    });
    return (' '.repeat(GAP) + parts.join(' '.repeat(GAP))).trimEnd();
  });
}
