import type {Report} from '../../result.ts';
import {type Silence, silencesOf} from '../silences.ts';
import {type Page, paragraph, section} from './page.ts';

/** What the export is silent about, each once, with the column to add; then the numbers to be read with care. */
export function unmeasured(report: Report, page: Page): string[] {
  const {columns, others} = silencesOf(report);
  const broken = report.checks
    .filter(({status}) => status === 'broken')
    .map(({id, reason}) => ({what: `broke: ${reason}`, ids: [id]}));
  const body = [
    ...columns.flatMap(({what, ids}) => silenceLines({what: `add ${what}`, ids}, page)),
    ...[...others, ...broken].flatMap(silence => silenceLines(silence, page)),
  ];
  const cares = page.cares().flatMap((reason, index) => paragraph(`[${index + 1}] ${reason}`, page, 2, 4));
  const parts = [section('What could not be measured', body, page), section('Read with care', cares, page)];
  return parts.filter(lines => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** What is missing, and below it what it takes away. */
export function silenceLines({what, ids}: Silence, page: Page): string[] {
  return [...paragraph(what, page, 2, 2), ...paragraph(shortIds(ids), page, 6).map(line => page.paint.dim(line))];
}

/** `response.p50, .p75, sla.state`: a family is named once. */
export function shortIds(ids: readonly string[]): string {
  let family = '';
  const short = ids.map(id => {
    const dot = id.indexOf('.');
    const same = dot > 0 && id.slice(0, dot) === family;
    family = dot > 0 ? id.slice(0, dot) : '';
    return same ? id.slice(dot) : id;
  });
  return short.join(', ');
}
