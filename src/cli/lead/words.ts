import type {Fact, Gap, HandoffStory, LeadStory} from '../../handoff/story.ts';
import {instantText} from '../../report/moments.ts';
import {businessDuration, duration} from '../../words.ts';
import {whyFate, whyState} from './why.ts';

/** What a lead's story says, whatever it is shown on. */

const LEFT: Readonly<Record<string, string>> = {
  after_cutoff: 'It is later than the cut-off.',
  merged: 'It was merged into another lead.',
  no_mql: 'It never became an MQL.',
};

/** Why the lead has no handoff; null where it has one. */
export function whyLeft({left_at, merged_into, handoffs}: LeadStory): string | null {
  if (left_at !== null) {
    const why = LEFT[left_at] ?? `It is left out by the rule ${left_at.replace(/^excluded:/, '')}.`;
    return `Not a handoff. ${why}${merged_into === null ? '' : ` Merged into ${merged_into}.`}`;
  }
  return handoffs.length === 0 ? 'Not a handoff: it starts outside --since and --until.' : null;
}

export function cycleTitle({cycle}: HandoffStory, cycles: number): string {
  return cycles > 1 ? `Handoff, cycle ${cycle}` : 'Handoff';
}

/** The verdicts of one handoff, each with its reason. */
export function factsOf(handoff: HandoffStory): [what: string, text: string][] {
  const {fate, family, start_at, start_from, source} = handoff;
  return [
    ['fate', `${fate} (${family}): ${whyFate(handoff)}`],
    ['promise', whyState(handoff)],
    ['response', responseText(handoff)],
    ['routing', routingText(handoff)],
    ['start', `${instantText(start_at)}, from ${start_from}${source === null ? '' : `, source ${source}`}`],
  ];
}

function responseText(handoff: HandoffStory): string {
  const {outcome, excluded, response_at, response_by, evidence_grade, wall_seconds, business_seconds} = handoff;
  if (outcome === null) return 'the export has no activities';
  const apart = excluded === null ? '' : `, left out of response times (${excluded})`;
  if (response_at === null || wall_seconds === null || business_seconds === null) return `${outcome}${apart}`;
  return (
    `${duration(wall_seconds)} on the wall clock, ${businessDuration(business_seconds)} in business hours, by ${response_by ?? 'unknown'}, ` +
    `evidence ${evidence_grade}${apart}`
  );
}

function routingText({owner, routing_state, routing_rule, expected_team, misrouted}: HandoffStory): string {
  const now = owner === null ? 'nobody owns it' : `owner ${owner}`;
  if (routing_state === 'matched') {
    const verdict =
      misrouted === null ? 'cannot be told whether it is there' : misrouted ? 'but it is elsewhere' : 'as it is';
    return `${now}; rule ${routing_rule}${expected_team === null ? '' : ` sends it to ${expected_team}`}, ${verdict}`;
  }
  return `${now}; ${routing_state === 'no_rules' || routing_state === null ? 'no routing rules are written down' : `rules: ${routing_state}`}`;
}

export function stampText(stamp: string): string {
  return stamp === 'as_of' ? 'cut-off' : stamp.replaceAll('_', ' ');
}

/** How long a gap was on a clock; between dates without a time of day nobody knows more than the days. */
export function gapLength({from_day_only, to_day_only, ...gap}: Gap, time: 'wall' | 'business'): string {
  if (from_day_only || to_day_only) return time === 'wall' ? daysAbout(gap.wall_seconds) : 'not known';
  return time === 'wall' ? duration(gap.wall_seconds) : businessDuration(gap.business_seconds);
}

export function daysAbout(seconds: number): string {
  return seconds < 86_400 ? 'a day or so' : `about ${Math.round(seconds / 86_400)} d`;
}

/** The moment of a fact, in UTC; the date alone where the export says no more. */
export function momentText({at, day}: Fact): string {
  return day ?? instantText(at).replace(' UTC', '');
}

/** Who had the lead when a gap began, and who got it before it ended. */
export function gapOwner({owner, owner_kind, later_owners}: Gap): string {
  const began = owner === null ? 'nobody' : `${owner}${owner_kind === 'person' ? '' : ` (${owner_kind})`}`;
  return [began, ...later_owners].join(', then ');
}

export function eventText({fact, detail, actor, table}: Fact, arrow: string): string {
  if (table === 'owner_history') return `owner ${detail ?? 'nobody'} ${arrow} ${actor ?? 'nobody'}`;
  const who = fact.startsWith('inbound ') ? 'to' : 'by';
  return `${fact}${actor === null ? '' : ` ${who} ${actor}`}${detail === null ? '' : `, ${detail}`}`;
}

/** Of an activity: is it the response, and if not, why not? */
export function verdictText({verdict, grade, cycle, table}: Fact): string | null {
  if (verdict === null || table === 'owner_history') return null;
  const word = verdict === 'response' ? `the response, grade ${grade}` : `no response: ${verdict.replaceAll('_', ' ')}`;
  return `${word}${cycle !== null && cycle > 1 ? ` (cycle ${cycle})` : ''}`;
}

/** Rows of a spreadsheet begin with the header, records below it. */
export const PLACES =
  'Where: the file and the number of the record in it. #1 is the first below the header, row 2 of a spreadsheet.';

export function placeText({file, record, table}: Fact): string {
  return file === null ? table : `${file} #${record}`;
}
