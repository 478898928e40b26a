import type {Session} from '../engine/session.ts';
import {eValue} from '../methods/e-value.ts';
import type {Excess} from '../methods/excess-if-fast.ts';
import type {Model} from '../model/model.ts';
import type {Measure, Unit} from '../result.ts';
import {grouped} from '../words.ts';
import {measureClosingTime} from './closing-time.ts';
import {type Comparison, compareSpeeds, MIN_ARM, MIN_COMPARED_SQLS} from './compared.ts';
import {sqlWindow, withText} from './followed.ts';
import {SQL_STAMPS} from './funnel.ts';
import {estimate, shareOf} from './measure.ts';
import {type Blank, type Gates, horizonLack, measureUnder, mqlCautions, standing} from './needs.ts';
import {noLoss} from './no-loss.ts';
import {slaNeeds} from './sla.ts';
import {measureSlowMoney} from './slow-money.ts';

const ID = 'pipeline.lost_to_slowness';

const BLANKS: readonly Blank[] = (
  [
    ['extra_sql', 'leads'],
    ['extra_sql_with_closed', 'leads'],
    ['extra_sql_with_unlogged', 'leads'],
    ['crude', 'leads'],
    ['coverage', 'share'],
    ['risk_difference', 'share'],
    ['risk_ratio', 'ratio'],
    ['e_value', 'ratio'],
    ['e_value_limit', 'ratio'],
  ] as const
).map(([what, unit]) => ({id: ID, unit, segment: {what}}));

/** `pipeline.lost_to_slowness`, and beside it what closing time shows: SQLs that slow answers may have cost (METHODS 5.4). */
export async function measureSlowLoss(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const window = sqlWindow(model);
  const sla = slaNeeds(model);
  const needs = {
    ...sla,
    columns: [...(sla.columns ?? []), SQL_STAMPS],
    doubts: [...(sla.doubts ?? []), 'G7'],
    missing: sla.missing ?? horizonLack(model, 'mql_to_sql'),
    cautions: [...(sla.cautions ?? []), ...mqlCautions(model)],
  };
  const comparable = standing(needs, model, gates);
  const comparison = comparable.status === 'not_measurable' ? null : await compareSpeeds(session, model, window ?? 0);
  return [
    ...(await measureUnder(comparable, BLANKS, () => (comparison === null ? [] : lossMeasures(comparison)))),
    ...(await measureSlowMoney(session, model, gates, needs, comparison)),
    ...(await measureClosingTime(session, model, gates, comparison)),
  ];
}

function lossMeasures(comparison: Comparison): Measure[] {
  const {extra, withClosed, withUnlogged, crude, ratio, difference, slow} = comparison;
  const strength = ratio === null ? null : eValue(ratio.ratio, ratio.low, ratio.high);
  const rated = (
    what: string,
    unit: Unit,
    value: number | null,
    limits: {low: number; high: number} | null,
    method: string,
  ) => weighed(comparison, what, unit, value, limits === null ? null : {low: limits.low, high: limits.high, method});
  const main = excessOf(comparison, 'extra_sql', extra);
  return [
    extra === null ? main : withText(main, lossText(comparison, extra)),
    excessOf(comparison, 'extra_sql_with_closed', withClosed),
    excessOf(comparison, 'extra_sql_with_unlogged', withUnlogged),
    excessOf(comparison, 'crude', crude),
    shareOf(ID, {what: 'coverage'}, extra?.slow_supported ?? 0, slow),
    rated('risk_difference', 'share', difference?.difference ?? null, difference, 'mantel-haenszel, sato'),
    rated('risk_ratio', 'ratio', ratio?.ratio ?? null, ratio, 'mantel-haenszel, greenland-robins'),
    rated('e_value', 'ratio', strength?.point ?? null, null, ''),
    rated('e_value_limit', 'ratio', strength?.limit ?? null, null, ''),
  ];
}

function excessOf(comparison: Comparison, what: string, found: Excess | null): Measure {
  const interval = found === null ? null : {low: found.low, high: found.high, method: 'delta'};
  return weighed(comparison, what, 'leads', found?.excess ?? null, interval);
}

/** n: the leads compared, fast and slow. Too few SQLs among them: the number stands, and says so. */
function weighed(
  {leads, sqls, excluded}: Comparison,
  what: string,
  unit: Unit,
  value: number | null,
  interval: Measure['interval'],
): Measure {
  const measure = estimate(ID, {what}, {unit, value, n: leads, interval, excluded});
  if (leads === 0)
    return {...measure, reason: `no source and fit has ${MIN_ARM} leads answered in time and ${MIN_ARM} late ones`};
  if (sqls < MIN_COMPARED_SQLS)
    return {
      ...measure,
      status: 'small_n',
      reason: `${sqls} SQLs among the leads compared; it takes ${MIN_COMPARED_SQLS}`,
    };
  return value === null ? {...measure, reason: 'one side never converts'} : measure;
}

/** METHODS 5.4: the caveat, word for word; before it, where the low limit is not above 0, that no loss can be shown. */
function lossText({by, crude}: Comparison, {excess, low, high}: Excess): string {
  const caveat = `This is an association in your own records, adjusted for ${by}. Reps may answer the leads they like first, and some calls are not logged. If every slow lead had converted like a fast lead of the same source and fit, the cohort would have had about ${grouped(excess)} more SQLs (95% interval ${grouped(low)} to ${grouped(high)}); the unadjusted figure is ${grouped(crude?.excess ?? 0)} and the floor is zero. Treat it as the size of a test worth running, not as money lost.`;
  return low > 0 ? caveat : `${noLoss({low, high})}. ${caveat}`;
}
