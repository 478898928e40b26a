import type {Report} from '../../result.ts';
import {grouped, HIDDEN_SHEET, plural, STRANGE_FORMAT, STRANGE_NAME} from '../../words.ts';
import {POPULATION_LEVELS, populationLabel} from '../labels.ts';
import {type Page, paragraph, section} from './page.ts';
import {renderTable} from './table.ts';

/** How every table got to its n (METHODS 0.4): rows by file, leads by step. */
export function rows(report: Report, page: Page): string[] {
  return section(
    'Rows',
    [...files(report, page), ...lost(report, page), ...unread(report, page), ...waterfall(report, page)],
    page,
  );
}

/** The same for `inspect`, which names what was lost elsewhere. */
export function rowsAlone(report: Report, page: Page): string[] {
  return section('Rows', [...files(report, page), ...waterfall(report, page)], page);
}

function files(report: Report, page: Page): string[] {
  const columns = [
    {title: 'file', flexible: true},
    {title: 'table'},
    {title: 'read', align: 'right'},
    {title: 'loaded', align: 'right'},
    {title: 'identical', align: 'right'},
    {title: 'rejected', align: 'right'},
    {title: 'footer', align: 'right'},
  ] as const;
  const lines = report.export.files.map(({path, table, read, loaded, identical, rejected, footer}) => [
    path,
    table,
    ...[read, loaded, identical, rejected, footer].map(grouped),
  ]);
  return lines.length === 0 ? [] : renderTable(columns, lines, page);
}

/** What did not come through is named by `inspect`. */
function lost({export: {files, mapping, path}}: Report, page: Page): string[] {
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  const cells = mapping.reduce((sum, {unreadable}) => sum + unreadable, 0);
  if (rejected === 0 && cells === 0) return [];
  const parts = [rejected > 0 ? plural(rejected, 'row') : '', cells > 0 ? plural(cells, 'cell') : ''].filter(
    text => text !== '',
  );
  return paragraph(`${parts.join(' and ')} could not be read: handoff inspect ${path} names them.`, page, 2, 2);
}

const MOST_NAMED = 3;

/** A table whose file is broken looks like a table that the export lacks. */
function unread({export: {unused, path}}: Report, page: Page): string[] {
  const strange = [STRANGE_FORMAT, STRANGE_NAME, HIDDEN_SHEET];
  const meant = unused.filter(({reason}) => !strange.some(words => reason.startsWith(words)));
  if (meant.length === 0) return [];
  const named = meant.slice(0, MOST_NAMED).map(file => file.path);
  const more = meant.length > named.length ? ` and ${plural(meant.length - named.length, 'more', 'more')}` : '';
  return paragraph(`Not used: ${named.join(', ')}${more}; handoff inspect ${path} says why.`, page, 2, 2);
}

function waterfall(report: Report, page: Page): string[] {
  const lines = report.population
    .filter(({step, leads}) => POPULATION_LEVELS.has(step) || leads > 0)
    .map(({step, leads}) => [
      POPULATION_LEVELS.has(step) ? populationLabel(step) : `  less ${populationLabel(step)}`,
      grouped(leads),
    ]);
  if (lines.length === 0) return [];
  return [
    '',
    ...renderTable(
      [
        {title: '', flexible: true},
        {title: '', align: 'right'},
      ],
      lines,
      page,
    ),
  ];
}
