import type {Report} from '../../result.ts';
import {type Page, paragraph} from './page.ts';

/** The story in one paragraph. */
export function headline(report: Report, page: Page): string[] {
  const sentences = report.summary.headline;
  return sentences.length === 0 ? [] : paragraph(sentences.join(' '), page, 0);
}
