import type {Session, Values} from '../engine/session.ts';
import {type Curve, curveOfSteps, type ShareBy, shareBy} from '../methods/kaplan-meier.ts';
import type {Interval} from '../result.ts';
import {stepsOf} from './steps.ts';

/** The curve of a SELECT with the columns `time` (whole seconds) and `answered` (1, or 0 where last seen waiting). */
export async function readCurve(session: Session, waits: string, values?: Values): Promise<Curve> {
  const keys = await session.numbers(`select (time * 2 + 1 - answered)::double from (${waits})`, values);
  return curveOf((keys[0] ?? new Float64Array()).sort());
}

/** The curve of keys in order (steps.ts). */
export function curveOf(keys: Float64Array): Curve {
  return curveOfSteps(stepsOf(keys));
}

/** Share answered by t; null beyond the longest follow-up, except where nobody is left to wait for. */
export function answeredBy(curve: Curve, t: number): ShareBy | null {
  const last = curve.survival.at(-1);
  return shareBy(curve, t) ?? (last === 0 ? {share: 1, low: null, high: null, at_risk: 0} : null);
}

/** Leads on the curve that were answered. */
export function answeredOn({events}: Curve): number {
  return events.reduce((sum, count) => sum + count, 0);
}

/** Null where the curve has no limit there. */
export function logLog(low: number | null, high: number | null): Interval | null {
  return low === null && high === null ? null : {low, high, method: 'log-log'};
}
