import {Z_95} from './distributions.ts';

/** What happened at one distinct time; the leads censored at it are still at risk for its events. */
export interface Step {
  time: number;
  events: number;
  censored: number;
}

/** The same in columns: a million objects would keep the garbage collector busy for longer than the curve takes. */
export interface Steps {
  time: Float64Array;
  events: Float64Array;
  censored: Float64Array;
}

/** One entry per step in every array. Low and high are NaN where S is 1 or 0: log-log limits do not exist there. */
export interface Curve {
  /** Leads on the curve. */
  n: number;
  time: Float64Array;
  /** Leads not yet answered and still followed just before the time. */
  at_risk: Float64Array;
  events: Float64Array;
  /** S(t), the share not yet answered after the time. */
  survival: Float64Array;
  /** Greenwood's standard error of S; NaN where S is 0. */
  error: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** Smallest time by which a share is answered, with limits; null where the curve (or its limit) never gets there. */
export interface Percentile {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** Share answered by a time, with limits; limits are null where nobody or everybody has answered. */
export interface ShareBy {
  share: number;
  low: number | null;
  high: number | null;
  at_risk: number;
}

/** S(t) is a product of many factors: METHODS 1.4 lets it miss a percentile by this much. */
const ROUNDING = 1e-9;

/** Kaplan-Meier with Greenwood's error and log-log limits, 95% (METHODS 1.4). One pass over steps in order of time. */
export function kaplanMeier(steps: readonly Step[]): Curve {
  const column = (what: keyof Step) => new Float64Array(steps.map(step => step[what]));
  return curveOfSteps({time: column('time'), events: column('events'), censored: column('censored')});
}

export function curveOfSteps(steps: Steps): Curve {
  const curve = emptyCurve(steps);
  let at_risk = curve.n;
  let survival = 1;
  let greenwood = 0;
  let previous = -Infinity;
  for (let i = 0; i < steps.time.length; i++) {
    const time = steps.time[i] as number;
    const events = steps.events[i] as number;
    const censored = steps.censored[i] as number;
    if (!(time > previous)) throw new Error(`steps are not in order of distinct times: ${time} after ${previous}`);
    survival *= 1 - events / at_risk;
    greenwood += events === 0 ? 0 : events / (at_risk * (at_risk - events));
    curve.at_risk[i] = at_risk;
    curve.survival[i] = survival;
    curve.error[i] = survival * Math.sqrt(greenwood);
    const spread = (Z_95 * Math.sqrt(greenwood)) / Math.log(survival);
    curve.low[i] = survival ** Math.exp(-spread);
    curve.high[i] = survival ** Math.exp(spread);
    at_risk -= events + censored;
    previous = time;
  }
  return curve;
}

/** Percentile p (0-1) of the time: the smallest t with S(t) <= 1 - p, and the same on the limits of S (METHODS 1.4). */
export function percentile(curve: Curve, p: number): Percentile {
  const goal = 1 - p + ROUNDING;
  const firstAtOrBelow = (line: Float64Array): number | null => {
    const index = line.findIndex(value => value <= goal);
    return index < 0 ? null : (curve.time[index] as number);
  };
  return {value: firstAtOrBelow(curve.survival), low: firstAtOrBelow(curve.low), high: firstAtOrBelow(curve.high)};
}

/** Share answered by t, 1 - S(t); null beyond the longest follow-up (METHODS 3.3). */
export function shareBy(curve: Curve, t: number): ShareBy | null {
  const next = firstAfter(curve.time, t);
  const last = next - 1;
  const reached = last >= 0 && curve.time[last] === t;
  if (next === curve.time.length && !reached) return null;
  const at_risk = curve.at_risk[reached ? last : next] as number;
  if (last < 0) return {share: 0, low: null, high: null, at_risk};
  return {
    share: 1 - (curve.survival[last] as number),
    low: complement(curve.high[last] as number),
    high: complement(curve.low[last] as number),
    at_risk,
  };
}

function emptyCurve({time, events, censored}: Steps): Curve {
  const column = () => new Float64Array(time.length);
  let n = 0;
  for (let i = 0; i < time.length; i++) n += (events[i] as number) + (censored[i] as number);
  return {n, time, at_risk: column(), events, survival: column(), error: column(), low: column(), high: column()};
}

function complement(limit: number): number | null {
  return Number.isNaN(limit) ? null : 1 - limit;
}

/** Index of the first time later than t, by bisection. */
function firstAfter(times: Float64Array, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
