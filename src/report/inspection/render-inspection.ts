import type {Report} from '../../result.ts';
import {plainly} from '../plain.ts';
import {createPage, type Page, type PageOptions} from '../text/page.ts';
import {rowsAlone} from '../text/rows.ts';
import {title} from '../text/title.ts';
import {columns} from './columns.ts';
import {draft} from './draft.ts';
import {files} from './files.ts';
import {gates} from './gates.ts';
import {missing} from './missing.ts';
import {unreadable} from './unreadable.ts';

const SECTIONS: readonly ((report: Report, page: Page) => string[])[] = [
  (report, page) => title(report, page, 'inspect'),
  files,
  columns,
  draft,
  unreadable,
  gates,
  missing,
  rowsAlone,
];

/** What was recognised in an export, for a terminal. */
export function renderInspection(report: Report, options: PageOptions): string {
  const page = createPage(options);
  const safe = plainly(report);
  const parts = SECTIONS.map(render => render(safe, page)).filter(lines => lines.length > 0);
  return `${parts.map(lines => lines.map(line => line.trimEnd()).join('\n')).join('\n\n')}\n`;
}
