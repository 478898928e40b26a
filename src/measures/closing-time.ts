import type {Session} from '../engine/session.ts';
import {newcombe} from '../methods/newcombe.ts';
import {sum} from '../methods/sum.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {type Comparison, MIN_ARM} from './compared.ts';
import {sqlWindow} from './followed.ts';
import {SQL_STAMPS} from './funnel.ts';
import {estimate, shareOf} from './measure.ts';
import {type Gates, horizonLack, measureUnder, mqlCautions, outreachCautions, standing} from './needs.ts';

const ID = 'pipeline.closing_time';

/** Leads a side (METHODS 5.4). */
const MIN_SIDE = 100;
/** From here on a ratio is a large one (METHODS 0.8). */
const LARGE = 1.5;

const SELECTION =
  'Leads of the hour before closing and of the hour after it became SQLs alike, though the later ones waited longer, while leads answered late did clearly worse: that reps answer the better leads first is the likelier story.';

interface Row {
  before: number;
  before_sqls: number;
  before_soon: number;
  after: number;
  after_sqls: number;
  after_soon: number;
}

/**
 * `pipeline.closing_time`: leads that came just after closing wait longer for no reason of their own (METHODS 5.4). Every
 * lead counts as it arrived, whatever was done about it; sources with leads on both sides only.
 */
export async function measureClosingTime(
  session: Session,
  model: Model,
  gates: Gates,
  comparison: Comparison | null,
): Promise<Measure[]> {
  const window = sqlWindow(model);
  const needs = {
    columns: ['activities', SQL_STAMPS],
    // the hour of arrival must be known, and the company's hours
    gates: ['G1', 'G3', 'G15'],
    doubts: ['G7', 'G8'],
    missing: horizonLack(model, 'mql_to_sql'),
    cautions: [...mqlCautions(model), ...outreachCautions(model)],
  };
  const blanks = ['before', 'after', 'difference'].map(what => ({id: ID, unit: 'share' as const, segment: {what}}));
  return measureUnder(standing(needs, model, gates), blanks, async () => {
    const rows = await session.rows<Row>(readSql('measures/closing_time'), {window});
    const both = rows.filter(({before, after}) => Math.min(before, after) >= MIN_ARM);
    const total = (column: keyof Row) => sum(both.map(row => row[column]));
    const sides: Row = {
      before: total('before'),
      before_sqls: total('before_sqls'),
      before_soon: total('before_soon'),
      after: total('after'),
      after_sqls: total('after_sqls'),
      after_soon: total('after_soon'),
    };
    const other_sources = sum(rows.map(({before, after}) => before + after)) - sides.before - sides.after;
    const measures = sideMeasures(sides, comparison, {other_sources});
    if (both.length > 0) return measures;
    const reason = `no source has ${MIN_ARM} leads on both sides of closing time`;
    return measures.map(measure => ({...measure, reason}));
  });
}

function sideMeasures(sides: Row, comparison: Comparison | null, excluded: Measure['excluded']): Measure[] {
  const {before, before_sqls, after, after_sqls} = sides;
  const found = newcombe(before_sqls, before, after_sqls, after);
  return [
    shareOf(ID, {what: 'before'}, before_sqls, before, {excluded}),
    shareOf(ID, {what: 'after'}, after_sqls, after, {excluded}),
    estimate(
      ID,
      {what: 'difference'},
      {
        unit: 'share',
        value: found?.difference ?? null,
        n: Math.min(before, after),
        min_n: MIN_SIDE,
        interval: found === null ? null : {low: found.low, high: found.high, method: 'newcombe'},
        note: selectionLikelier(sides, comparison) ? SELECTION : null,
        excluded,
      },
    ),
  ];
}

/**
 * No difference at closing time, and less than the stratified one would make there given how much longer those leads
 * really waited; a difference that leads of both sides were answered alike could not show either.
 */
function selectionLikelier(sides: Row, comparison: Comparison | null): boolean {
  const {before, before_sqls, before_soon, after, after_sqls, after_soon} = sides;
  const sqls = newcombe(before_sqls, before, after_sqls, after);
  const soon = newcombe(before_soon, before, after_soon, after);
  const ratio = comparison?.ratio ?? null;
  const difference = comparison?.difference ?? null;
  if (sqls === null || soon === null || ratio === null || difference === null) return false;
  const large = ratio.low > 1 && ratio.ratio >= LARGE;
  return (
    large && soon.low > 0 && sqls.low <= 0 && sqls.high >= 0 && sqls.high < difference.difference * soon.difference
  );
}
