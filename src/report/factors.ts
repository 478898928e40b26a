import type {Measure, Report} from '../result.ts';
import {percent} from '../words.ts';
import {measuresBy} from './measures.ts';

const NAMES: Readonly<Record<string, string>> = {
  arrival_hour: 'hour of arrival',
  source: 'source',
  rep: 'rep',
  team: 'team',
  rule: 'routing rule',
};

/** `response.factors`, the largest first (METHODS 1.7). */
export function factorsOf(report: Report): {name: string; measure: Measure; value: number}[] {
  return measuresBy(report, 'response.factors', 'what')
    .flatMap(measure => {
      const what = measure.segment['what'] ?? '';
      return measure.value === null ? [] : [{name: NAMES[what] ?? what, measure, value: measure.value}];
    })
    .sort((a, b) => b.value - a.value);
}

/** `The differences in waiting go with rep 29%, source 20%, ...`; blank where it is not known. */
export function factorsText(report: Report): string {
  const factors = factorsOf(report).map(({name, value}) => `${name} ${percent(value)}`);
  return factors.length === 0
    ? ''
    : `The differences in waiting go with ${factors.join(', ')}: shares of the variation in rank, one factor at a time, which overlap and do not say why.`;
}
