import type {Fact, HandoffStory, LeadStory} from '../../handoff/story.ts';
import {instantText} from '../../report/moments.ts';
import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {renderTable} from '../../report/text/table.ts';
import {
  cycleTitle,
  eventText,
  factsOf,
  gapLength,
  gapOwner,
  momentText,
  PLACES,
  placeText,
  stampText,
  verdictText,
  whyLeft,
} from './words.ts';

/** A lead's story for a terminal. */
export function renderStory(story: LeadStory, options: PageOptions): string {
  const page = createPage(options);
  const safe = plainly(story);
  const parts = [head(safe, page), ...safe.handoffs.map(handoff => cycle(handoff, safe, page)), timeline(safe, page)];
  return `${parts
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(story: LeadStory, page: Page): string[] {
  const title = paragraph(`lead ${story.lead_id} ${page.glyphs.dot} as of ${instantText(story.as_of)}`, page, 0);
  const left = whyLeft(story);
  return [...title.map(line => page.paint.bold(line)), ...(left === null ? [] : paragraph(left, page, 0))];
}

function cycle(handoff: HandoffStory, {handoffs}: LeadStory, page: Page): string[] {
  return section(
    cycleTitle(handoff, handoffs.length),
    [...renderTable([{title: ''}, {title: '', flexible: true}], factsOf(handoff), page), '', ...clocks(handoff, page)],
    page,
  );
}

function clocks({clocks}: HandoffStory, page: Page): string[] {
  const rows = clocks.map(gap => [
    `${stampText(gap.from_stamp)} ${page.glyphs.arrow} ${stampText(gap.to_stamp)}`,
    gapLength(gap, 'wall'),
    gapLength(gap, 'business'),
    gapOwner(gap),
  ]);
  const columns = [
    {title: 'clock'},
    {title: 'wall', align: 'right'},
    {title: 'business', align: 'right'},
    {title: 'owner when it began, and after', flexible: true},
  ] as const;
  return renderTable(columns, rows, page);
}

function timeline({timeline}: LeadStory, page: Page): string[] {
  const rows = timeline.map(fact => [momentText(fact), factText(fact, page), placeText(fact)]);
  const columns = [{title: 'UTC'}, {title: 'what', flexible: true}, {title: 'where', flexible: true}] as const;
  const lines = rows.length === 0 ? [] : [...renderTable(columns, rows, page), ...paragraph(PLACES, page, 2, 2)];
  return section('Timeline', lines, page);
}

function factText(fact: Fact, {glyphs: {arrow}}: Page): string {
  const verdict = verdictText(fact);
  return verdict === null ? eventText(fact, arrow) : `${eventText(fact, arrow)} ${arrow} ${verdict}`;
}
