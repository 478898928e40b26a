import {shareText} from '../../report/numbers.ts';
import type {Measure} from '../../result.ts';

export function cell(measure: Measure): string {
  if (measure.status === 'not_measurable')
    return measure.reason?.startsWith('unknown') ? 'unknown until tried' : 'not measurable';
  if (measure.denominator === 0) return 'nothing to judge';
  return shareText(measure);
}

/** Why figures cannot be measured, or not be trusted fully; each reason once. */
export function doubtsOf(measures: readonly (Measure | null)[]): string[] {
  const reasons = measures.flatMap(measure => {
    if (measure?.reason == null) return [];
    if (measure.status === 'not_measurable') return [`Not measurable: ${measure.reason}`];
    return measure.status === 'degraded' ? [`Degraded: ${measure.reason}`] : [];
  });
  return [...new Set(reasons)];
}
