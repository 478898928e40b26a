import type {Session} from '../engine/session.ts';
import {Z_95} from '../methods/distributions.ts';
import type {Excess} from '../methods/excess-if-fast.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {type Comparison, MIN_COMPARED_SQLS} from './compared.ts';
import {currencyLack} from './followed.ts';
import {estimate} from './measure.ts';
import {type Gates, horizonLack, measureUnder, type Needs, standing} from './needs.ts';
import {noLoss} from './no-loss.ts';

const ID = 'pipeline.lost_to_slowness';
const ROWS = ['money_low', 'money_high'] as const;

/** METHODS 0.9, a percentage; fewer won amounts have no mean to speak of. */
const MIN_SQLS = 10;
const MIN_AMOUNTS = 10;

/** What an SQL is worth. */
interface Worth {
  sqls: number;
  won: number;
  /** Won handoffs with an amount. */
  amounts: number;
  /** Cents. */
  total: number;
  median: number | null;
  /** n times the sum of squared deviations of the amounts. */
  scatter: number | null;
}

/** The money of the extra SQLs, as a range: low limit with the median amount, high limit with the mean (METHODS 5.4). */
export async function measureSlowMoney(
  session: Session,
  model: Model,
  gates: Gates,
  needs: Needs,
  comparison: Comparison | null,
): Promise<Measure[]> {
  const worth = {
    ...needs,
    columns: [...(needs.columns ?? []), 'opportunities', 'opportunities.amount', 'opportunities.closed_at'],
    missing:
      needs.missing ?? (await currencyLack(session)) ?? horizonLack(model, 'sql_to_opportunity', 'opportunity_to_won'),
  };
  const blanks = ROWS.map(what => ({id: ID, unit: 'cents' as const, segment: {what}}));
  return measureUnder(standing(worth, model, gates), blanks, async () => {
    const found = await session.row<Worth>(readSql('measures/won_value'));
    return moneyMeasures(comparison?.extra ?? null, comparison?.sqls ?? 0, found);
  });
}

function moneyMeasures(extra: Excess | null, compared: number, worth: Worth): Measure[] {
  const {sqls, amounts} = worth;
  const row = (what: string, value: number | null, note: string | null = null) =>
    estimate(ID, {what}, {unit: 'cents', value, n: sqls, min_n: MIN_SQLS, note});
  if (extra === null || compared < MIN_COMPARED_SQLS)
    return ROWS.map(what => ({...row(what, null), status: 'small_n' as const, reason: 'too few leads compared'}));
  if (extra.low <= 0) return ROWS.map(what => row(what, null, noLoss(extra)));
  const range = moneyRange(extra, worth);
  const rows = ROWS.map(what => row(what, range?.[what] ?? null));
  if (amounts >= MIN_AMOUNTS && range !== null) return rows;
  const reason = `${amounts} won deals with an amount; it takes ${MIN_AMOUNTS}`;
  return rows.map(measure => ({...measure, status: 'small_n', reason}));
}

/** Relative variances add; two significant digits; the floor is zero. */
function moneyRange({excess, se}: Excess, {sqls, won, amounts, total, median, scatter}: Worth) {
  if (won === 0 || amounts < 2) return null;
  const share = won / sqls;
  const mean = total / amounts;
  const ofMean = (scatter ?? 0) / (amounts * amounts * (amounts - 1)) / mean ** 2;
  const relative = Math.sqrt((se / excess) ** 2 + (1 - share) / won + ofMean);
  return {
    money_low: twoDigits(Math.max(0, excess * share * (median ?? 0) * (1 - Z_95 * relative))),
    money_high: twoDigits(excess * share * mean * (1 + Z_95 * relative)),
  };
}

/** Whole cents, two significant digits. */
function twoDigits(cents: number): number {
  return Math.round(Number(cents.toPrecision(2)));
}
