import type {Report} from '../../result.ts';
import {type Page, paragraph} from './page.ts';
import {wrap} from './width.ts';

/** Whose handoff, as of when, over which leads, by which definitions. */
export function title(report: Report, page: Page, command = 'audit'): string[] {
  const {company, tool, as_of, as_of_from, time_zone, definitions} = report;
  const dot = ` ${page.glyphs.dot} `;
  const name = `handoff ${command}${company === null ? '' : dot + company}`;
  const facts = [`as of ${instantText(as_of)} (${as_of_from})`, windowText(report), time_zone];
  return [
    ...wrap(name, page.width).map(line => page.paint.bold(line)),
    ...paragraph(facts.join(dot), page, 0),
    ...paragraph(
      `definitions ${definitions.path} (sha256 ${definitions.sha256.slice(0, 8)})${dot}handoff ${tool.version}`,
      page,
      0,
    ),
  ];
}

export function windowText({window: {since, until}}: Report): string {
  if (since === null && until === null) return 'all leads';
  if (until === null) return `leads since ${since}`;
  return since === null ? `leads until ${until}` : `leads from ${since} to ${until}`;
}

/** `2026-10-01 04:00 UTC`; seconds only where there are any. */
export function instantText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19)} UTC`;
}
