/** What happened at one distinct time, with two ways to leave. */
export interface CompetingStep {
  time: number;
  events: number;
  /** Left by the other way, e.g. closed untouched. */
  competing: number;
  censored: number;
}

export interface Incidence {
  time: number;
  at_risk: number;
  /** Share that has had the event by this time. */
  share: number;
}

/** Aalen-Johansen cumulative incidence of the event against a competing one (METHODS 1.4), at times where either is. */
export function aalenJohansen(steps: readonly CompetingStep[]): Incidence[] {
  const incidence: Incidence[] = [];
  let at_risk = steps.reduce((sum, {events, competing, censored}) => sum + events + competing + censored, 0);
  let survival = 1;
  let share = 0;
  for (const {time, events, competing, censored} of steps) {
    share += (survival * events) / at_risk;
    survival *= 1 - (events + competing) / at_risk;
    if (events + competing > 0) incidence.push({time, at_risk, share});
    at_risk -= events + competing + censored;
  }
  return incidence;
}
