import type {Fact, HandoffStory, LeadStory} from '../../handoff/story.ts';
import {instantText} from '../../report/moments.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {plainly} from '../../report/text/plain.ts';
import {renderTable} from '../../report/text/table.ts';
import {duration} from '../../words.ts';
import {whyFate, whyState} from './why.ts';

const LEFT: Readonly<Record<string, string>> = {
  after_cutoff: 'It is later than the cut-off.',
  merged: 'It was merged into another lead.',
  no_mql: 'It never became an MQL.',
};

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

function head({lead_id, as_of, left_at, merged_into, handoffs}: LeadStory, page: Page): string[] {
  const title = paragraph(`lead ${lead_id} ${page.glyphs.dot} as of ${instantText(as_of)}`, page, 0).map(line =>
    page.paint.bold(line),
  );
  if (left_at !== null) {
    const why = LEFT[left_at] ?? `It is left out by the rule ${left_at.replace(/^excluded:/, '')}.`;
    return [
      ...title,
      ...paragraph(`Not a handoff. ${why}${merged_into === null ? '' : ` Merged into ${merged_into}.`}`, page, 0),
    ];
  }
  return handoffs.length === 0
    ? [...title, ...paragraph('Not a handoff: it starts outside --since and --until.', page, 0)]
    : title;
}

function cycle(handoff: HandoffStory, {handoffs}: LeadStory, page: Page): string[] {
  const {start_at, start_from, source} = handoff;
  const facts = [
    ['fate', `${handoff.fate} (${handoff.family}): ${whyFate(handoff)}`],
    ['promise', whyState(handoff)],
    ['response', response(handoff)],
    ['routing', routing(handoff)],
    ['start', `${instantText(start_at)}, from ${start_from}${source === null ? '' : `, source ${source}`}`],
  ];
  const title = handoffs.length > 1 ? `Handoff, cycle ${handoff.cycle}` : 'Handoff';
  return section(
    title,
    [...renderTable([{title: ''}, {title: '', flexible: true}], facts, page), '', ...clocks(handoff, page)],
    page,
  );
}

function response(handoff: HandoffStory): string {
  const {outcome, excluded, response_at, response_by, evidence_grade, wall_seconds, business_seconds} = handoff;
  if (outcome === null) return 'the export has no activities';
  const apart = excluded === null ? '' : `, left out of response times (${excluded})`;
  if (response_at === null || wall_seconds === null || business_seconds === null) return `${outcome}${apart}`;
  return (
    `${duration(wall_seconds)} on the wall clock, ${duration(business_seconds)} in business hours, by ${response_by ?? 'unknown'}, ` +
    `evidence ${evidence_grade}${apart}`
  );
}

function routing({owner, routing_state, routing_rule, expected_team, misrouted}: HandoffStory): string {
  const now = owner === null ? 'nobody owns it' : `owner ${owner}`;
  if (routing_state === 'matched') {
    const verdict =
      misrouted === null ? 'cannot be told whether it is there' : misrouted ? 'but it is elsewhere' : 'as it is';
    return `${now}; rule ${routing_rule}${expected_team === null ? '' : ` sends it to ${expected_team}`}, ${verdict}`;
  }
  return `${now}; ${routing_state === 'no_rules' || routing_state === null ? 'no routing rules are written down' : `rules: ${routing_state}`}`;
}

function clocks({clocks}: HandoffStory, page: Page): string[] {
  const rows = clocks.map(({from_stamp, to_stamp, wall_seconds, business_seconds, owner, owner_kind}) => [
    `${stampText(from_stamp)} ${page.glyphs.arrow} ${stampText(to_stamp)}`,
    duration(wall_seconds),
    duration(business_seconds),
    owner === null ? 'nobody' : `${owner}${owner_kind === 'person' ? '' : ` (${owner_kind})`}`,
  ]);
  const columns = [
    {title: 'clock'},
    {title: 'wall', align: 'right'},
    {title: 'business', align: 'right'},
    {title: 'owner when it began', flexible: true},
  ] as const;
  return renderTable(columns, rows, page);
}

function stampText(stamp: string): string {
  return stamp === 'as_of' ? 'cut-off' : stamp.replaceAll('_', ' ');
}

function timeline({timeline}: LeadStory, page: Page): string[] {
  const rows = timeline.map(fact => [instantText(fact.at).replace(' UTC', ''), factText(fact, page), place(fact)]);
  const columns = [{title: 'UTC'}, {title: 'what', flexible: true}, {title: 'where', flexible: true}] as const;
  return section('Timeline', rows.length === 0 ? [] : renderTable(columns, rows, page), page);
}

function factText({fact, detail, actor, verdict, grade, cycle, table}: Fact, page: Page): string {
  if (table === 'owner_history') return `owner ${detail ?? 'nobody'} ${page.glyphs.arrow} ${actor ?? 'nobody'}`;
  const by = actor === null ? '' : ` by ${actor}`;
  const more = detail === null ? '' : `, ${detail}`;
  if (verdict === null) return `${fact}${by}${more}`;
  const word = verdict === 'response' ? `the response, grade ${grade}` : `no response: ${verdict.replaceAll('_', ' ')}`;
  return `${fact}${by}${more} ${page.glyphs.arrow} ${word}${cycle !== null && cycle > 1 ? ` (cycle ${cycle})` : ''}`;
}

function place({file, record, table}: Fact): string {
  return file === null ? table : `${file} #${record}`;
}
