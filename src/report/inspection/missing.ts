import type {Report} from '../../result.ts';
import {type Silence, silencesOf} from '../silences.ts';
import {type Page, paragraph, section} from '../text/page.ts';
import {shortIds, silenceLines} from '../text/unmeasured.ts';
import {measurable} from './measurable.ts';

/** What can be measured, what only with care, and what the export would need for the rest; each reason once. */
export function missing(report: Report, page: Page): string[] {
  const all = measurable(report);
  const able = (kind: 'measure' | 'check') =>
    all.filter(found => found.state === 'yes' && found.kind === kind).map(({id}) => id);
  const {columns, others} = silencesOf(report);
  const parts = [
    section(
      'What can be measured',
      [...listed('measures', able('measure'), page), ...listed('checks', able('check'), page)],
      page,
    ),
    section(
      'With care',
      withCare(report).flatMap(silence => silenceLines(silence, page)),
      page,
    ),
    section(
      'What cannot, and what to add',
      [...columns.map(({what, ids}) => ({what: `add ${what}`, ids})), ...others].flatMap(silence =>
        silenceLines(silence, page),
      ),
      page,
    ),
  ];
  return parts.filter(lines => lines.length > 0).flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines));
}

function listed(kind: string, ids: readonly string[], page: Page): string[] {
  return ids.length === 0 ? paragraph(`no ${kind}`, page) : paragraph(`${kind}: ${shortIds(ids)}`, page, 2, 2);
}

function withCare(report: Report): Silence[] {
  const reasons = new Map<string, string[]>();
  for (const {id, state, reason} of measurable(report)) {
    if (state !== 'with care' || reason === null) continue;
    reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  }
  return Array.from(reasons, ([what, ids]) => ({what, ids}));
}
