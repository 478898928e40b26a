import type {Session} from '../engine/session.ts';
import {auc} from '../methods/auc.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {plural, shortDuration} from '../words.ts';
import {estimate} from './measure.ts';
import {type Blank, type Gates, horizonLack, measureUnder, mqlCautions, type Needs, standing} from './needs.ts';
import {calibration, shift} from './score-bands.ts';
import {quarterSegment, readScores, type ScoredQuarter, type Within} from './score-cells.ts';
import {scoreThreshold, threshold} from './score-threshold.ts';

/** METHODS 0.9: fewer conversions than this say nothing about a quarter; as many must not have converted. */
const MIN_CONVERSIONS = 10;

const SQL_STAMPS = 'leads.sql_at or leads.converted_at or stage_history or dispositions';

/** The family `score.*`: does the score at the handoff tell leads apart, and does it still (METHODS 10)? */
export async function measureScore(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const within = {sql: model.horizons.mql_to_sql, won: wonWithin(model)};
  const {scale, quarters} = await readScores(session, within);
  const needs = (more: Needs): Needs => ({
    doubts: ['G7'],
    cautions: mqlCautions(model),
    ...more,
    missing: lack(model, quarters) ?? more.missing ?? null,
  });
  const sql = needs({columns: [SQL_STAMPS], missing: horizonLack(model, 'mql_to_sql')});
  const least = scoreThreshold(model.definitions);
  const run = (needs: Needs, blank: Blank, compute: () => Measure[]) =>
    measureUnder(standing(needs, model, gates), [blank], compute);
  return [
    await run(sql, {id: 'score.auc', unit: 'ratio', segment: {what: 'sql'}}, () =>
      quarters.map(quarter => power(quarter, 'sql', within)),
    ),
    await run(
      needs({
        columns: ['opportunities'],
        missing: horizonLack(model, 'mql_to_sql', 'sql_to_opportunity', 'opportunity_to_won'),
      }),
      {id: 'score.auc', unit: 'ratio', segment: {what: 'won'}},
      () => quarters.map(quarter => power(quarter, 'won', within)),
    ),
    await run(sql, {id: 'score.calibration', unit: 'share'}, () => quarters.flatMap(one => calibration(one, scale))),
    await run(
      {...sql, missing: sql.missing ?? least.lack},
      {id: 'score.threshold', unit: 'share', segment: {what: 'difference'}},
      () => quarters.flatMap(one => threshold(one, scale, least)),
    ),
    await run(
      needs({missing: quarters.length < 3 ? 'all scored handoffs lie in one quarter: a shift takes two' : null}),
      {id: 'score.shift', unit: 'ratio', segment: {what: 'psi'}},
      () => shift(quarters.slice(1), scale),
    ),
  ].flat();
}

/** From MQL to won: the horizons of the three steps, one after the other. */
function wonWithin({horizons}: Model): number | null {
  const {mql_to_sql, sql_to_opportunity, opportunity_to_won} = horizons;
  if (mql_to_sql === null || sql_to_opportunity === null || opportunity_to_won === null) return null;
  return mql_to_sql + sql_to_opportunity + opportunity_to_won;
}

/** Why nothing can be said of any score. */
function lack({has}: Model, quarters: readonly ScoredQuarter[]): string | null {
  if (has('leads.score_at_mql')) return quarters.length > 0 ? null : 'no handoff has a leads.score_at_mql';
  return has('leads.score') ? TODAYS_SCORE : 'add leads.score_at_mql to the export';
}

/** Leakage (METHODS 10). */
export const TODAYS_SCORE =
  'add leads.score_at_mql, the score as it was at the MQL: leads.score is today’s, it contains what happened afterwards';

/** Probability that a lead that converted scored above one that did not, with DeLong's limits. */
function power(quarter: ScoredQuarter, what: keyof Within, within: Within): Measure {
  const counted = quarter.cells.map(cell => ({score: cell.score, ...cell[what]}));
  const total = (key: 'positives' | 'negatives' | 'young') => counted.reduce((sum, cell) => sum + cell[key], 0);
  const [positives, negatives, young] = [total('positives'), total('negatives'), total('young')];
  const n = positives + negatives;
  const all = quarter.cells.reduce((sum, cell) => sum + cell.n, 0);
  const found = auc(counted.filter(cell => cell.positives + cell.negatives > 0));
  const measure = estimate(
    'score.auc',
    {...quarterSegment(quarter), what},
    {
      unit: 'ratio',
      value: found?.auc ?? null,
      n,
      numerator: positives,
      denominator: n,
      interval: found === null || found.se === null ? null : {low: found.low, high: found.high, method: 'delong'},
      pending:
        quarter.quarter !== null && young > 0
          ? `${plural(young, 'lead')} younger than ${shortDuration(within[what] ?? 0)}`
          : null,
      excluded: {young, no_time: all - n - young},
    },
  );
  if (Math.min(positives, negatives) >= MIN_CONVERSIONS) return measure;
  const few = `${plural(positives, 'conversion')} and ${plural(negatives, 'other')}; it takes ${MIN_CONVERSIONS} of each`;
  return {...measure, status: 'small_n', reason: measure.status === 'pending' ? `${few}; ${measure.reason}` : few};
}
