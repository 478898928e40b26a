import type {HandoffStory} from '../../handoff/story.ts';
import {businessDuration, duration, durationOn, plural} from '../../words.ts';

/** Why the promise stands as it does, from the numbers it was judged by. */
export function whyState(handoff: HandoffStory): string {
  const {sla_policy, sla_within, sla_clock, sla_state, sla_elapsed, sla_age} = handoff;
  if (sla_state === null) return 'no promise can be judged without activities';
  if (sla_policy === null || sla_within === null) return `${sla_state}: no policy covers it`;
  const promise = `${sla_policy}, ${durationOn(sla_clock, sla_within)} on the ${sla_clock === 'business' ? 'business' : 'wall'} clock`;
  const words =
    sla_clock === 'business' ? (seconds: number) => `${businessDuration(seconds)} of business time` : duration;
  return `${sla_state} (${promise}): ${stateReason(sla_state, sla_elapsed, sla_age, words)}`;
}

function stateReason(
  state: string,
  elapsed: number | null,
  age: number | null,
  words: (seconds: number) => string,
): string {
  const answered = elapsed === null ? 'not answered' : `answered after ${words(elapsed)}`;
  const old = age === null ? '' : `${words(age)} after the start`;
  switch (state) {
    case 'met':
    case 'breached_late':
      return answered;
    case 'met_not_due':
      return `${answered}, the promise is not due yet and counts later`;
    case 'pending':
      return `${answered} ${old}, the promise is not due yet`;
    case 'breached_open':
      return `${answered} ${old}, still open`;
    case 'breached_closed':
      return 'closed without a touch after the promise was due';
    case 'closed_untouched_in_window':
      return 'closed without a touch before the promise was due; in no rate';
    case 'self_booked':
      return 'the buyer booked a meeting in time; on a line of its own';
    case 'unknown_unlogged':
      return 'it progressed without a logged touch; in no rate';
    case 'excluded_already_working':
      return 'a rep was at work before the start; in no rate';
    case 'excluded_bulk_import':
      return 'it came with a bulk import; in no rate';
    case 'excluded_before_activities':
      return 'it started before the first exported activity; in no rate';
    default:
      return 'in no rate';
  }
}

/** Why the fate is what it is (SPEC 5: first match wins). */
export function whyFate(handoff: HandoffStory): string {
  const {fate, attempts, reason, min_attempts, needs_contact} = handoff;
  const tries = `${plural(attempts, 'attempt')}`;
  const given = reason === null ? 'no reason given' : `reason “${reason}”`;
  switch (fate) {
    case 'won':
    case 'lost':
    case 'opportunity':
      return `opportunity ${handoff.opportunity_id ?? 'of this cycle'} is ${fate === 'opportunity' ? 'open' : fate}`;
    case 'sql':
      return 'reached SQL, no opportunity yet';
    case 'rejected_untouched':
      return `closed (${given}) without any touch`;
    case 'rejected_contradicted':
      return `closed (${given}), and the lead's own data contradict the reason`;
    case 'rejected_late':
      return `closed (${given}), first touched after the promise`;
    case 'rejected_underworked':
      return `closed (${given}) after ${tries} without a two-way contact; the standard is ${min_attempts}`;
    case 'rejected_sound':
      return `closed (${given}), ${needs_contact === false ? 'which needs no contact' : `worked to standard (${tries})`}, and nothing contradicts it`;
    case 'never_owned':
      return 'untouched past its promise, and no person ever owned it';
    case 'never_touched':
      return 'untouched past its promise';
    case 'touched_late':
      return 'first touched after the promise, nothing since';
    case 'stalled':
      return `${tries}, nothing lately`;
    case 'waiting':
      return 'untouched, the promise has not passed';
    case 'working':
      return `${tries}, the last one recent`;
    default:
      return 'cannot be told without activities';
  }
}
