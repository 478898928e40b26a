import type {Report} from '../../result.ts';
import {grouped} from '../../words.ts';
import {type Page, paragraph, section} from '../text/page.ts';
import {renderTable} from '../text/table.ts';

/** What each file was taken for, what stands aside, and what was noticed on the way. */
export function files(report: Report, page: Page): string[] {
  const {files, unused, notes, systems} = report.export;
  const columns = [
    {title: 'file', flexible: true},
    {title: 'table'},
    {title: 'format'},
    {title: 'encoding'},
    {title: 'bytes', align: 'right'},
  ] as const;
  const lines = files.map(({path, table, format, encoding, bytes}) => [path, table, format, encoding, grouped(bytes)]);
  return section(
    'Files',
    [
      ...renderTable(columns, lines, page),
      ...(systems.length > 0 ? paragraph(`systems: ${systems.join(', ')}`, page) : []),
      ...unused.flatMap(({path, reason}) => paragraph(`not used: ${path}: ${reason}`, page, 2, 2)),
      ...notes.flatMap(note => paragraph(`note: ${note}`, page, 2, 2)),
    ],
    page,
  );
}
