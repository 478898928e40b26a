import {notAlike} from '../compare/compare.ts';
import {compareFindings} from '../compare/findings.ts';
import type {Compared} from '../compare/stored.ts';
import {Problem} from '../problem.ts';
import {plain} from '../report/plain.ts';
import type {PageOptions} from '../report/text/page.ts';
import type {Report} from '../result.ts';
import {renderBaseline as renderMarkdown} from './compare/render-markdown.ts';
import {renderBaseline as renderText} from './compare/render-text.ts';
import {storedReport} from './stored-compared.ts';

/** The earlier report that an audit is held to; undefined where none is named. */
export async function baselineOf({
  baseline,
  failOn,
}: {
  baseline?: string;
  failOn: string;
}): Promise<Compared | undefined> {
  if (baseline !== undefined) return storedReport(baseline, '--baseline');
  if (failOn === 'new') throw new Problem('--fail-on new needs an earlier report: --baseline <report.json>');
  return undefined;
}

/** On stderr, since not every format tells what a run is held to: why the two are not quite alike. */
export function warnOfBaseline(baseline: Compared | undefined, report: Report, stderr: NodeJS.WritableStream): void {
  if (baseline === undefined) return;
  for (const note of notAlike(baseline, report)) stderr.write(`handoff: warning: --baseline: ${plain(note)}\n`);
}

/** What is new, worse, better and fixed, after a report that people read; nothing in any other format. */
export function againstBaseline(
  baseline: Compared | undefined,
  report: Report,
  format: string,
  page: PageOptions,
): string {
  if (baseline === undefined || (format !== 'text' && format !== 'markdown')) return '';
  const changes = compareFindings(baseline, report);
  const notes = notAlike(baseline, report);
  return format === 'markdown' ? renderMarkdown(changes, notes) : renderText(changes, notes, page);
}
