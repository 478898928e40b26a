import type {Report} from '../../result.ts';
import {grouped} from '../../words.ts';
import {type Page, paragraph, section} from '../text/page.ts';

/** Cells that are null now because they could not be read, and rows that were rejected, with examples. */
export function unreadable(report: Report, page: Page): string[] {
  const {files, mapping} = report.export;
  const cells = mapping
    .filter(({unreadable}) => unreadable > 0)
    .flatMap(({file, header, column, unreadable, examples}) =>
      paragraph(
        `${file}, ${header} as ${column}: ${grouped(unreadable)}, e.g. ${examples.map(example => JSON.stringify(example)).join(', ')}`,
        page,
        2,
        2,
      ),
    );
  const rejects = files
    .filter(({rejected}) => rejected > 0)
    .flatMap(({path, rejects, rejected}) => [
      ...paragraph(`${path}: ${grouped(rejected)} rejected`, page),
      ...rejects.flatMap(({line, reason}) => paragraph(`line ${line}: ${reason}`, page, 4, 2)),
    ]);
  return [
    ...section('Cells that could not be read', cells, page),
    ...(cells.length > 0 && rejects.length > 0 ? [''] : []),
    ...section('Rejected rows', rejects, page),
  ];
}
