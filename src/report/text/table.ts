import {clip, padEnd, padStart, widthOf, wrap} from '../width.ts';
import type {Page} from './page.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Gives way where the table is too wide: its cells are wrapped. */
  flexible?: true;
}

const GAP = 2;

/** Columns without borders, indented by two; a flexible column takes what the others leave. `below` are lines after each row. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  page: Page,
  below: readonly (readonly string[])[] = [],
): string[] {
  const widths = layout(columns, rows, page.width - GAP);
  const titles = columns.map(({title}) => title);
  const head = titles.some(title => title !== '')
    ? cells(columns, titles, widths).map(line => page.paint.dim(clip(line, page.width)))
    : [];
  const body = rows.flatMap((row, index) => {
    const lines = cells(columns, row, widths).map(line => (widthOf(line) > page.width ? clip(line, page.width) : line));
    return [...lines, ...(below[index] ?? [])];
  });
  return [...head, ...body];
}

function layout(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map(({title}, index) =>
    Math.max(...[title, ...rows.map(row => row[index] ?? '')].map(widthOf)),
  );
  const over = widths.reduce((sum, wide) => sum + wide, 0) + GAP * (columns.length - 1) - width;
  const flexible = columns.flatMap(({flexible}, index) => (flexible ? [index] : []));
  const rest = columns.flatMap(({flexible, align}, index) => (flexible || align === 'right' ? [] : [index]));
  // on a narrow page texts that would rather stay whole give way too; numbers never
  shrink(widths, rest, shrink(widths, flexible, over));
  return widths;
}

/** The widest gives way first, so that two long columns end up alike. Returns what is still too much. */
function shrink(widths: number[], indexes: readonly number[], over: number): number {
  let left = over;
  while (left > 0 && indexes.length > 0) {
    const widest = indexes.reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a));
    if ((widths[widest] ?? 0) <= LEAST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    left -= 1;
  }
  return left;
}

/** Columns that a column of text keeps in any case. */
const LEAST = 8;

/** The lines of one row: as many as its longest cell has. */
function cells(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string[] {
  const wrapped = columns.map(({align}, index) => {
    const [text, width] = [row[index] ?? '', widths[index] ?? 0];
    return align === 'right' || widthOf(text) <= width ? [text] : wrap(text, width);
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
