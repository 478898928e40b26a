import type {ColumnAccount, Report} from '../../result.ts';
import {type Page, paragraph, section} from '../text/page.ts';
import {renderTable} from '../text/table.ts';

/** Which column of the export feeds which of ours, file by file, and what is left over. */
export function columns(report: Report, page: Page): string[] {
  const {files, mapping} = report.export;
  // one file may feed a table twice, as mailings do with what was sent and what came back
  const once = files.filter(
    (file, place) => files.findIndex(({path, table}) => path === file.path && table === file.table) === place,
  );
  const sections = once.map(({path, table}) => {
    const accounts = mapping.filter(account => account.file === path && account.table === table);
    const mapped = accounts.filter(({column}) => column !== null);
    const left = accounts.filter(({column}) => column === null).map(({header}) => header);
    const lines = [
      ...(mapped.length > 0 ? renderTable(COLUMNS, mapped.map(row), page) : []),
      ...(left.length > 0 ? paragraph(`kept as attributes: ${left.join(', ')}`, page, 2, 2) : []),
    ];
    return section(`Columns of ${path} as ${table}`, lines, page);
  });
  return sections.filter(lines => lines.length > 0).flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

const COLUMNS = [
  {title: 'header', flexible: true},
  {title: 'feeds'},
  {title: 'by'},
  {title: 'read as', flexible: true},
] as const;

function row({header, column, by, read_as}: ColumnAccount): string[] {
  return [header, column ?? '', by, read_as ?? 'text'];
}
