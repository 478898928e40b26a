import type {Status} from '../result.ts';

/** What pictures show, beside the measures; a part of the one shape of result.ts. */

/** May it be drawn, and with what doubt? As of a measure. */
export interface Standing {
  status: Status;
  reason: string | null;
}

/** What pictures show and no measure holds; as large for a million leads as for a thousand. */
export interface Charts {
  /** By policy in the order of the definitions, the promise's own clock first. */
  waiting: readonly WaitingChart[];
  hours: readonly HoursChart[];
  reps: RepsChart;
}

/** Share of a policy's leads that still wait for a first response, by time (METHODS 1.4). */
export interface WaitingChart extends Standing {
  policy: string;
  clock: 'buyer' | 'rep';
  time: 'wall' | 'business';
  /** The promise, where it is on this clock. */
  within_seconds: number | null;
  n: number;
  answered: number;
  /** The curve where it has fallen by another two points, at its end, at the edges of METHODS 1.5 and at the promise. */
  points: readonly WaitingPoint[];
}

export interface WaitingPoint {
  seconds: number;
  waiting: number;
  low: number | null;
  high: number | null;
  at_risk: number;
}

/** Handoffs by weekday and hour in the company's time zone. */
export interface HoursChart extends Standing {
  what: 'arrivals' | 'first_touches';
  /** Those with a time, which are the cells, and those without. */
  n: number;
  without: number;
  excluded: Readonly<Record<string, number>>;
  /** Monday to Sunday, each from 0 to 23 h. */
  counts: readonly (readonly number[])[];
}

/** Reps against the spread of the team (METHODS 1.7): promises kept on the rep's clock, the same policies allowed for. */
export interface RepsChart extends Standing {
  /** Of all due promises of owned leads. */
  kept: number;
  n: number;
  /** By it limits are widened, as sqrt(phi); 1 for chance alone. */
  phi: number;
  /** Those with fewer due promises than it takes are counted, not drawn; so are the smallest of very many. */
  too_few: number;
  left_out: number;
  /** Those with most promises first. */
  reps: readonly RepPoint[];
  /** The same limits about the share of the whole team, at some sizes from the smallest to the largest. */
  funnel: readonly ({n: number} & Pick<RepPoint, 'watch' | 'outside'>)[];
}

export interface RepPoint {
  owner: string;
  n: number;
  kept: number;
  /** Kept promises that the team's rates give on the same policies. */
  expected: number;
  /** Counts of kept promises that chance explains, 95% and 99.8%. */
  watch: {low: number; high: number};
  outside: {low: number; high: number};
  verdict: 'inside' | 'watch' | 'outside';
}
