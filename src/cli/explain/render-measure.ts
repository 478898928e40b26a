import type {MeasureSql} from '../../handoff/measure-sql.ts';
import {measureText} from '../../report/measure-text.ts';
import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {renderTable} from '../../report/text/table.ts';
import type {Measure} from '../../result.ts';
import {grouped, plural} from '../../words.ts';

/** More segments than this are left to -f json. */
const MOST = 12;

const COLUMNS = [
  {title: 'segment', flexible: true},
  {title: 'value'},
  {title: 'n', align: 'right'},
  {title: '', flexible: true},
] as const;

/** The numbers of a measure and the SQL they are made from, for a terminal. */
export function renderMeasure(explanation: MeasureSql & {definitions: string}, options: PageOptions): string {
  const page = createPage(options);
  const {sql, ...texts} = explanation;
  const {id, measures, definitions} = plainly(texts);
  const many = sql.length > 1 ? `, ${plural(sql.length, 'statement')}: one at a time` : '';
  const parts = [
    [page.paint.bold(id)],
    section(`Numbers (${definitions})`, numbers(measures, page), page),
    // whole, for copying into handoff query: the only text that may be wider than the page
    section(`SQL${many}`, sql.length === 0 ? paragraph('None was asked.', page) : sql.join(';\n\n').split('\n'), page),
  ];
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function numbers(measures: readonly Measure[], page: Page): string[] {
  const rows = measures
    .slice(0, MOST)
    .map(measure => ({...measure, text: measureText(measure)}))
    .map(({segment, text, n, status, reason}) => [
      segmentText(segment),
      status === 'not_measurable' ? '' : text,
      // a fraction says it
      n === null || / of \d/.test(text) ? '' : grouped(n),
      [status === 'ok' ? '' : status, reason ?? ''].filter(text => text !== '').join(': '),
    ]);
  const more = measures.length - MOST;
  return [...renderTable(COLUMNS, rows, page), ...(more > 0 ? [`  and ${plural(more, 'more', 'more')}: -f json`] : [])];
}

function segmentText(segment: Measure['segment']): string {
  const parts = Object.entries(segment).map(([key, value]) => `${key} ${value ?? '(blank)'}`);
  return parts.length === 0 ? 'all' : parts.join(', ');
}
