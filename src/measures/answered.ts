import {type Curve, type ShareBy, shareBy} from '../methods/kaplan-meier.ts';

/** Share answered by t; null beyond the longest follow-up, except where nobody is left to wait for. */
export function answeredBy(curve: Curve, t: number): ShareBy | null {
  const last = curve.survival.at(-1);
  return shareBy(curve, t) ?? (last === 0 ? {share: 1, low: null, high: null, at_risk: 0} : null);
}

/** Leads on the curve that were answered. */
export function answeredOn({events}: Curve): number {
  return events.reduce((sum, count) => sum + count, 0);
}
