import {z} from 'zod';
import {TODAYS_SCORE} from '../measures/score.ts';
import type {Model} from '../model/model.ts';
import type {Finding, Measure, Segment} from '../result.ts';
import {plural} from '../words.ts';
import type {Context} from './define-check.ts';
import {shareText} from './threshold.ts';
import {underFloor, type Weighed} from './weighed.ts';

/** What both checks of the score read: the AUC of a quarter, in DeLong's limits. */
export interface Power {
  quarter: string | null;
  auc: number;
  low: number;
  high: number;
  /** Leads judged, and those of them that became SQLs. */
  n: number;
  conversions: number;
  /** Leads of the quarter that are too young to be judged. */
  young: number;
}

/** METHODS 0.9: a quarter with fewer conversions is printed and accuses nobody; as many must not have converted. */
export const MIN_CONVERSIONS = 30;

/** AUC for SQL of every quarter, and of all together (first), that has enough conversions. */
export function powers(measures: readonly Measure[], least: number): Power[] {
  return measures.flatMap(({id, segment, value, interval, n, numerator, excluded}) => {
    if (id !== 'score.auc' || segment['what'] !== 'sql' || value === null || n === null || numerator === null)
      return [];
    if (Math.min(numerator, n - numerator) < least || interval?.low == null || interval.high === null) return [];
    return [
      {
        quarter: segment['quarter'] ?? null,
        auc: value,
        low: interval.low,
        high: interval.high,
        n,
        conversions: numerator,
        young: segment['quarter'] === undefined ? 0 : (excluded['young'] ?? 0),
      },
    ];
  });
}

/** Whatever the AUC: the rarer of SQLs and others decides whether a quarter, or the second of two, is judged. */
export function weighedPower(
  of: string,
  measures: readonly Measure[],
  least: number,
  {quarters}: {quarters: 1 | 2},
): Weighed {
  const rarer = powers(measures, 0)
    .filter(({quarter}) => quarters === 1 || quarter !== null)
    .map(({n, conversions}) => Math.min(conversions, n - conversions))
    .sort((a, b) => b - a);
  const n = rarer[quarters - 1] ?? 0;
  const who = quarters === 1 ? 'the whole sample' : 'the second of the quarters';
  return {of, n, never: null, ...underFloor(n, least, {who, unit: 'conversion', setting: 'min_conversions'})};
}

/** The measure of exactly this segment, where it has a value. */
export function shownScore(measures: readonly Measure[], id: string, segment: Segment): Measure | null {
  const keys = Object.keys(segment);
  const found = measures.find(
    measure =>
      measure.id === id &&
      Object.keys(measure.segment).length === keys.length &&
      keys.every(key => measure.segment[key] === segment[key]),
  );
  return found === undefined || found.value === null ? null : found;
}

/** Today's score contains what happened afterwards (METHODS 10). */
export function whyNotScored({has, horizons}: Model): string | null {
  if (!has('leads.score_at_mql')) return TODAYS_SCORE;
  return horizons.mql_to_sql === null ? 'there is too little history to say how long an SQL takes' : null;
}

/** Rates stand where stage dates are missing or out of order, with less certainty (METHODS 9, G7). */
export function scoreTrust({gates, model, trust}: Context<unknown>): Finding['strength'] {
  const state = gates.get('G7')?.state;
  return state === 'soft' || state === 'hard' || !model.mql_known ? 'likely' : trust;
}

export const SCORE_NEEDS = [
  'leads.score_at_mql or leads.score',
  'leads.sql_at or leads.converted_at or stage_history or dispositions',
] as const;

/** One row per quarter, and one for all: handoffs, and those of them with a score. */
export const SCORED_ROW = z.object({quarter: z.string().nullable(), n: z.int(), scored: z.int()});

/** Said where it matters: a score that only some leads carry may be good for those. */
export function unscoredText(rows: readonly z.output<typeof SCORED_ROW>[], quarter: string | null): string {
  const {n, scored} = rows.find(row => row.quarter === quarter) ?? {n: 0, scored: 0};
  return scored === n ? '' : ` ${shareText(n - scored, n)} of the handoffs have no score.`;
}

/** Who is not judged yet; the others have had their time, so they tell what they tell. */
export function youngText({quarter, young}: Power): string {
  return young === 0
    ? ''
    : ` ${plural(young, 'more lead')} of ${quarter} ${young === 1 ? 'is' : 'are'} too young to count.`;
}
