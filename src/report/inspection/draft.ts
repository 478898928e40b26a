import type {Report} from '../../result.ts';
import {type Page, paragraph, section} from '../text/page.ts';

/** For files that nothing knows, what their mapping could be. Its lines are not wrapped: they are there to be copied. */
export function draft(report: Report, page: Page): string[] {
  const {drafts, draft_section: lines} = report.export;
  if (drafts.length === 0) return [];
  const paths = drafts.map(({path, table}) => `${path} looks like ${table}`).join(', ');
  return section(
    'Draft of a mapping',
    [
      ...paragraph(
        `${paths}. By names and values alone, and used for no number: check it, then add it to the definitions.`,
        page,
      ),
      '',
      ...lines.map(line => `  ${line}`),
    ],
    page,
  );
}
