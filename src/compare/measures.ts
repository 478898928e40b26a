import type {Interval, Measure, Segment, Unit} from '../result.ts';
import {directionOf} from './direction.ts';
import {moved} from './noise.ts';

export interface MeasureChange {
  id: string;
  segment: Segment;
  unit: Unit;
  old: number;
  /** Null: a percentile that fewer than that share reach now. */
  now: number | null;
  interval: Interval | null;
  verdict: 'better' | 'worse' | 'different';
}

export interface MeasureChanges {
  changed: readonly MeasureChange[];
  /** Compared, and within noise. */
  same: number;
  /** Measurable now and not before, and the other way round. */
  appeared: readonly string[];
  vanished: readonly string[];
}

/** Every number with an interval, by id and segment; money where both are in one currency. What belongs to a week or a month is history and is not compared. */
export function compareMeasures(
  old: readonly Measure[],
  now: readonly Measure[],
  {money}: {money: boolean},
): MeasureChanges {
  const before = new Map(old.filter(isStanding).map(measure => [keyOf(measure), measure]));
  const pairs = now.filter(isStanding).flatMap(measure => {
    const earlier = before.get(keyOf(measure));
    const skipped = earlier === undefined || !comparable(earlier, measure) || (measure.unit === 'cents' && !money);
    return skipped ? [] : [{earlier, measure}];
  });
  const changed = pairs.flatMap(({earlier, measure}) => changeOf(earlier, measure));
  const [measuredThen, measuredNow] = [measured(old), measured(now)];
  return {
    changed: changed.sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict] || compareText(keyOf(a), keyOf(b))),
    same: pairs.length - changed.length,
    appeared: [...measuredNow].filter(id => !measuredThen.has(id)).sort(),
    vanished: [...measuredThen].filter(id => !measuredNow.has(id)).sort(),
  };
}

const ORDER = {worse: 0, better: 1, different: 2} as const;

const HISTORY = ['week', 'month', 'quarter'];

function isStanding({segment, status, id}: Measure): boolean {
  return (
    !HISTORY.some(key => key in segment) && (status === 'ok' || status === 'degraded') && !id.startsWith('quality.')
  );
}

function comparable(old: Measure, now: Measure): boolean {
  return old.unit === now.unit && old.value !== null && reached(now) !== null && now.interval !== null;
}

function changeOf(old: Measure, now: Measure): MeasureChange[] {
  const change = moved(old, {value: reached(now), interval: now.interval});
  if (change === 0 || old.value === null) return [];
  const direction = directionOf(now.id);
  const verdict = direction === 0 ? 'different' : change === direction ? 'better' : 'worse';
  const {id, segment, unit, interval} = now;
  return [{id, segment, unit, old: old.value, now: now.value, interval, verdict}];
}

/** A percentile of times that is not reached lies beyond its lower limit; without one nothing can be said. */
export function reached({value, unit, interval}: Pick<Measure, 'value' | 'unit' | 'interval'>): number | null {
  return value ?? (unit === 'seconds' && interval?.low != null ? Number.POSITIVE_INFINITY : null);
}

function keyOf({id, segment}: Pick<Measure, 'id' | 'segment'>): string {
  return JSON.stringify([id, Object.entries(segment).sort(([a], [b]) => compareText(a, b))]);
}

function measured(measures: readonly Measure[]): Set<string> {
  return new Set(measures.filter(({status}) => status !== 'not_measurable').map(({id}) => id));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
