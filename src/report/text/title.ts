import type {Report} from '../../result.ts';
import {instantText, windowText} from '../moments.ts';
import {wrap} from '../width.ts';
import {type Page, paragraph} from './page.ts';

/** Whose handoff, as of when, over which leads, by which definitions. */
export function title(report: Report, page: Page, command = 'audit'): string[] {
  const {company, tool, as_of, as_of_from, time_zone, definitions} = report;
  const dot = ` ${page.glyphs.dot} `;
  const name = `handoff ${command}${company === null ? '' : dot + company}`;
  const facts = [`as of ${instantText(as_of)} (${as_of_from})`, windowText(report), time_zone];
  return [
    ...wrap(name, page.reading).map(line => page.paint.bold(line)),
    ...paragraph(facts.join(dot), page, 0),
    ...paragraph(
      `definitions ${definitions.path} (sha256 ${definitions.sha256.slice(0, 8)})${dot}handoff ${tool.version}`,
      page,
      0,
    ),
  ];
}
