import type {Measure, Report, Segment} from '../result.ts';

/** The measure of exactly this segment, or null. */
export function measureOf(report: Report, id: string, segment: Segment = {}): Measure | null {
  return report.measures.find(measure => measure.id === id && sameSegment(measure.segment, segment)) ?? null;
}

/** The same where it can be shown. */
export function shownMeasure(report: Report, id: string, segment: Segment = {}): Measure | null {
  const found = measureOf(report, id, segment);
  return found === null || found.status === 'not_measurable' ? null : found;
}

/** All measures of an id whose segment has exactly these keys, in the report's order. */
export function measuresBy(report: Report, id: string, ...keys: readonly string[]): Measure[] {
  const wanted = [...keys].sort().join();
  return report.measures.filter(
    measure =>
      measure.id === id && measure.status !== 'not_measurable' && Object.keys(measure.segment).sort().join() === wanted,
  );
}

function sameSegment(a: Segment, b: Segment): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => key in b && a[key] === b[key]);
}
