import type {Change, Effect} from '../../diff/change.ts';
import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph} from '../../report/text/page.ts';
import {clip, widthOf} from '../../report/width.ts';
import {blockLines} from './block-lines.ts';
import {impactBlocks} from './impact-blocks.ts';
import type {DiffResult} from './schema.ts';
import {tally} from './tally.ts';

/** A diff for a terminal: every change with its effect in words, colours only beside them. */
export function renderDiff(diff: DiffResult, options: PageOptions): string {
  const page = createPage(options);
  const shown = plainly(diff);
  const {old, new: now, changes} = shown;
  const title = paragraph(
    `${page.paint.bold('handoff diff')} ${old.path} ${page.glyphs.arrow} ${now.path}`,
    page,
    0,
    2,
  );
  const lines = [
    ...title,
    ...paragraph(tally(shown), page, 0),
    ...changes.flatMap(change => ['', ...changeLines(change, page)]),
    ...(shown.impact === undefined ? [] : impactBlocks(shown.impact)).flatMap(block => [
      '',
      ...blockLines(block, page),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function changeLines({path, kind, before, after, effect, reason}: Change, page: Page): string[] {
  const label = `${effect}, ${kind}`;
  const place = clip(path, page.width - widthOf(label) - 2);
  const gap = ' '.repeat(page.width - widthOf(place) - widthOf(label));
  return [
    `${page.paint.bold(place)}${gap}${painted(effect, page)(label)}`,
    // what only follows from another change reads the same on both sides
    ...(before === after ? paragraph(`  ${before}`, page, 2, 2) : []),
    ...(before === null || before === after ? [] : paragraph(`- ${before}`, page, 2, 2)),
    ...(after === null || before === after ? [] : paragraph(`+ ${after}`, page, 2, 2)),
    ...paragraph(reason, page, 2),
  ];
}

function painted(effect: Effect, {paint}: Page): (text: string) => string {
  if (effect === 'tighter') return paint.blue;
  if (effect === 'looser') return paint.yellow;
  return effect === 'different' ? paint.magenta : paint.dim;
}
