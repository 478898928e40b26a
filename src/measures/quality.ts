import type {Gate, Measure, Unit} from '../result.ts';
import {estimate, notMeasurable} from './measure.ts';
import type {Gates} from './needs.ts';

/** What a gate's value is, where it is no share. */
const UNITS: Readonly<Record<string, Unit>> = {
  G2: 'count',
  G4: 'count',
  G10: 'seconds',
  G13: 'count',
  G15: 'count',
  G16: 'count',
};

/** `quality.g1` and so on: the gates of METHODS 9 as numbers, so that they can be compared between two reports. */
export function measureQuality(gates: Gates): Measure[] {
  return [...gates.values()].map(qualityMeasure);
}

function qualityMeasure({id, state, text, value, n, remedy}: Gate): Measure {
  const name = `quality.${id.toLowerCase()}`;
  const unit = UNITS[id] ?? 'share';
  if (state === 'not_measurable') return notMeasurable(name, unit, remedy === null ? text : `${text} ${remedy}`);
  const measure = estimate(name, {}, {unit, value, n: n ?? 0, min_n: 0});
  return {...measure, n, status: state === 'pass' ? 'ok' : 'degraded', reason: state === 'pass' ? null : text};
}
