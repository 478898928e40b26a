import type {Report} from '../../result.ts';
import {plainly} from '../plain.ts';
import {createPage} from '../text/page.ts';
import {renderDocument} from './document.ts';
import {careful, rows, unmeasured} from './evidence.ts';
import {funnel, ledger, promises, rejections, speed} from './numbers.ts';
import {findings, head, next} from './story.ts';

/** The report for a comment on a pull request or a page of a wiki: the story and the findings open, the numbers folded. */
export function renderMarkdown(report: Report): string {
  const safe = plainly(report);
  const {care, cares} = createPage({width: 80, colour: 0, ascii: false});
  const numbers = [
    ledger(safe, care),
    speed(safe, care),
    promises(safe, care),
    funnel(safe, care),
    rejections(safe, care),
  ];
  return renderDocument([
    head(safe),
    ...findings(safe),
    ...numbers,
    unmeasured(safe),
    careful(cares()),
    ...rows(safe),
    next(safe),
  ]);
}
