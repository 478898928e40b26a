import type {Model} from '../model/model.ts';
import type {Measure, Segment} from '../result.ts';
import {notMeasurable} from './measure.ts';

/** What tells the segments of a dimension apart, with alternatives; of an evidence floor, the two-way contact of grade A. */
const TELLS: readonly (readonly [key: string, value: string | null, need: string])[] = [
  ['source', null, 'leads.source'],
  ['team', null, 'users.team'],
  ['owner', null, 'leads.owner or owner_history'],
  ['floor', 'A', 'activities.outcome or activities.direction'],
];

/**
 * A blank source of a lead is a segment; a source that no lead has because the column was never exported is not. Such
 * measures say what to add instead, once a dimension.
 */
export function toldApart(measures: readonly Measure[], model: Model): Measure[] {
  const lacking = TELLS.filter(([, , need]) => !need.split(' or ').some(column => model.has(column)));
  if (lacking.length === 0) return [...measures];
  const seen = new Set<string>();
  return measures.flatMap(measure => {
    const lack = lacking.find(
      ([key, value]) => key in measure.segment && (value === null || measure.segment[key] === value),
    );
    if (lack === undefined || measure.status === 'not_measurable') return [measure];
    const [key, value, need] = lack;
    const segment: Segment = {...measure.segment, [key]: value};
    const text = `${measure.id} ${JSON.stringify(segment)}`;
    if (seen.has(text)) return [];
    seen.add(text);
    return [notMeasurable(measure.id, measure.unit, `add ${need} to the export`, segment)];
  });
}
