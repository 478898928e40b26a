import type {Report} from '../../result.ts';
import {type Page, paragraph, section} from '../text/page.ts';
import {measurable} from './measurable.ts';

/** What can be measured, what only with care, and what the export would need for the rest; each reason once. */
export function missing(report: Report, page: Page): string[] {
  const all = measurable(report);
  const yes = all.filter(({state, kind}) => state === 'yes' && kind === 'measure').map(({id}) => id);
  const checks = all.filter(({state, kind}) => state === 'yes' && kind === 'check').map(({id}) => id);
  return [
    ...section(
      'What can be measured',
      [
        ...paragraph(yes.length === 0 ? 'no measure' : yes.join(', '), page),
        ...paragraph(checks.length === 0 ? 'no check' : `checks: ${checks.join(', ')}`, page, 2, 2),
      ],
      page,
    ),
    ...grouped('With care', all.filter(({state}) => state === 'with care'), page),
    ...grouped('What cannot, and what to add', all.filter(({state}) => state === 'no'), page),
  ];
}

function grouped(title: string, found: readonly {id: string; reason: string | null}[], page: Page): string[] {
  const reasons = new Map<string, string[]>();
  for (const {id, reason} of found) reasons.set(reason ?? 'no reason given', [...(reasons.get(reason ?? 'no reason given') ?? []), id]);
  const lines = [...reasons].flatMap(([reason, ids]) => [...paragraph(reason, page, 2, 2), ...paragraph(ids.join(', '), page, 6).map(line => page.paint.dim(line))]);
  return lines.length === 0 ? [] : ['', ...section(title, lines, page)];
}
