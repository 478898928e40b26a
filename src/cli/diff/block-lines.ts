import {type Page, paragraph, section} from '../../report/text/page.ts';
import {renderTable} from '../../report/text/table.ts';
import type {Block} from './block.ts';

/** A block on a terminal's page. */
export function blockLines({title, before = [], columns, rows, after = []}: Block, page: Page): string[] {
  const titled = columns.map(name => ({title: name, flexible: true}) as const);
  return section(
    title,
    [
      ...before.flatMap(text => paragraph(text, page)),
      ...(rows.length === 0 ? [] : renderTable(titled, rows, page)),
      ...after.flatMap(text => paragraph(text, page)),
    ],
    page,
  );
}
