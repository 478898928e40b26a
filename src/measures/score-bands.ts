import {cramersV} from '../methods/cramers-v.ts';
import {psi} from '../methods/psi.ts';
import type {Measure} from '../result.ts';
import {countOf, type Extra, estimate, shareOf} from './measure.ts';
import {degrade} from './needs.ts';
import {quarterSegment, type ScoreCell, type ScoredQuarter, STEPS} from './score-cells.ts';

/**
 * Fixed bands, not deciles that move (METHODS 10): five of a fifth of the scale each, 20 points where it ends at 100; the
 * first and the last take in what lies beyond.
 */
const BANDS = 5;
const BAND = STEPS / BANDS;

/** METHODS 0.9: fewer leads than this show no percentage, so no order either. */
const MIN_BAND = 10;
/** METHODS 10. */
const MIN_SIDE = 200;
/** Cochran's rule: the chi-square is not to be trusted where more than a fifth of the cells expect fewer than 5. */
const WELL_FILLED = 0.8;

function bandOf({score}: ScoreCell): number {
  return Math.min(BANDS - 1, Math.max(0, Math.floor(score / BAND)));
}

/** `<20`, `20-40`, `40-60`, `60-80`, `>=80`: the lower edge belongs to the band. */
function bandName(band: number, scale: number): string {
  const edge = (number: number) => String(Number(((number * scale) / BANDS).toFixed(6)));
  if (band === 0) return `<${edge(1)}`;
  return band === BANDS - 1 ? `>=${edge(band)}` : `${edge(band)}-${edge(band + 1)}`;
}

function byBand(cells: readonly ScoreCell[], count: (cell: ScoreCell) => number): number[] {
  const bands = Array<number>(BANDS).fill(0);
  for (const cell of cells) bands[bandOf(cell)] = (bands[bandOf(cell)] ?? 0) + count(cell);
  return bands;
}

/** Observed conversion to SQL by band, how often a higher band converts less, and what a probability promised. */
export function calibration(quarter: ScoredQuarter, scale: number): Measure[] {
  const segment = quarterSegment(quarter);
  const converted = byBand(quarter.cells, ({sql}) => sql.positives);
  const judged = byBand(quarter.cells, ({sql}) => sql.positives + sql.negatives);
  const young = quarter.cells.reduce((sum, {sql}) => sum + sql.young, 0);
  const extra: Extra = quarter.quarter !== null && young > 0 ? {pending: 'leads of the quarter are too young'} : {};
  const bands = judged.map((n, band) => ({band, n, x: converted[band] ?? 0})).filter(({n}) => n > 0);
  const rates = bands.filter(({n}) => n >= MIN_BAND).map(({x, n}) => x / n);
  const inversions = rates.slice(1).filter((rate, index) => rate < (rates[index] as number)).length;
  return [
    ...bands.map(({band, n, x}) =>
      shareOf('score.calibration', {...segment, bucket: bandName(band, scale)}, x, n, extra),
    ),
    ...(rates.length < 2
      ? []
      : [countOf('score.calibration', {...segment, what: 'inversions'}, inversions, rates.length - 1, extra)]),
    ...(scale === 1 ? [promised(quarter, extra)] : []),
  ];
}

/** A score from 0 to 1 is a probability: conversions it led to expect over those observed. */
function promised(quarter: ScoredQuarter, extra: Extra): Measure {
  const n = quarter.cells.reduce((sum, {sql}) => sum + sql.positives + sql.negatives, 0);
  const steps = quarter.cells.reduce((sum, {score, sql}) => sum + score * (sql.positives + sql.negatives), 0);
  const observed = quarter.cells.reduce((sum, {sql}) => sum + sql.positives, 0);
  const segment = {...quarterSegment(quarter), what: 'expected_to_observed'};
  const value = observed === 0 ? null : steps / STEPS / observed;
  return estimate('score.calibration', segment, {
    unit: 'ratio',
    value,
    n,
    min_n: MIN_BAND,
    note: value === null ? 'nothing converted' : null,
    ...extra,
  });
}

/** Each quarter's scores against those of the one before, converted or not: chi-square's p, and PSI as the familiar figure. */
export function shift(quarters: readonly ScoredQuarter[], scale: number): Measure[] {
  return quarters.slice(1).flatMap((quarter, index) => {
    const before = byBand((quarters[index] as ScoredQuarter).cells, ({n}) => n);
    const now = byBand(quarter.cells, ({n}) => n);
    const [earlier, later] = [total(before), total(now)];
    const found = cramersV([before, now]);
    const measures = [
      {
        what: 'chi_square_p',
        value: found?.p ?? null,
        trusted: found === null || found.share_expected_ge5 >= WELL_FILLED,
      },
      {what: 'psi', value: psi(before, now), trusted: true},
    ].map(({what, value, trusted}) => {
      const note = value === null ? `all scores lie in one band of ${scale / BANDS} points` : null;
      const measure = estimate(
        'score.shift',
        {quarter: quarter.quarter, what},
        {unit: 'ratio', value, n: earlier + later, note},
      );
      return trusted ? measure : degrade(measure, 'too few leads in some bands');
    });
    if (Math.min(earlier, later) >= MIN_SIDE) return measures;
    const few = `${earlier} and ${later} scored leads; it takes ${MIN_SIDE} a side`;
    return measures.map(measure => ({...measure, status: 'small_n' as const, reason: few}));
  });
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
