import type {Step} from './kaplan-meier.ts';

/** One lead on the response clock, in any one unit; null where it did not happen. */
export interface FollowedLead {
  /** From the start to the cut-off. */
  followup: number;
  response: number | null;
  closed_untouched: number | null;
}

/**
 * The censoring-complete construction (METHODS 1.4): a lead closed untouched is not lost from sight, it stays at risk
 * to its own cut-off. Taking the close for censoring would ask how fast reps had been had nobody closed leads on sight.
 */
export function responseComplete(leads: readonly FollowedLead[]): {time: number; event: boolean}[] {
  return leads.map(({followup, response}) => ({time: response ?? followup, event: response !== null}));
}

/** Leads one by one as the steps that a curve is made of. */
export function stepsOf(leads: readonly {time: number; event: boolean}[]): Step[] {
  const steps = new Map<number, Step>();
  for (const {time, event} of leads) {
    const step = steps.get(time) ?? {time, events: 0, censored: 0};
    steps.set(time, step);
    if (event) step.events++;
    else step.censored++;
  }
  return [...steps.values()].sort((a, b) => a.time - b.time);
}
