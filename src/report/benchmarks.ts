import type {Report} from '../result.ts';
import {shownMeasure} from './measures.ts';

/** What the famous figures put beside a measure really are, said only where that measure has a number (METHODS 11). */
export function benchmarksBeside(report: Report, id: string): string[] {
  if (shownMeasure(report, id)?.value == null) return [];
  return report.terms.benchmarks.flatMap(({beside, text}) =>
    text !== null && beside.some(place => place.id === id && Object.keys(place.segment).length === 0) ? [text] : [],
  );
}
