import type {Session} from '../engine/session.ts';
import {Z_95} from '../methods/distributions.ts';
import {sum} from '../methods/sum.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {currencyLack, sqlWindow} from './followed.ts';
import {countOf, estimate} from './measure.ts';
import {type Gates, horizonLack, lackText, measureUnder, outreachCautions, standing} from './needs.ts';

/** METHODS 5.4: an arm of a stratum needs as many; fewer deals have no amount of their own. */
const MIN_LEADS = 10;

interface Waiting {
  open: number;
  waiting: number;
  never_after: number;
}

/** A stratum of source and fit with leads at risk. */
interface Stratum {
  waiting: number;
  /** Leads of the past that were answered too late or not at all, and those of them that became an opportunity. */
  slow: number;
  became: number;
  /** Cents. */
  amount_sum: number | null;
  amounts: number;
  median: number | null;
}

/** `pipeline.at_risk`: open leads nobody touched past their promise, still rescuable, and what they may be worth (METHODS 5.2). */
export async function measureAtRisk(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const {sql_to_opportunity} = model.horizons;
  const toSql = sqlWindow(model);
  const promise =
    model.definitions.sla.length === 0
      ? 'the definitions promise nothing: write a policy under sla'
      : lackText(model, 'sla');
  const needs = {
    columns: ['activities'],
    // days, not minutes: as the fates it counts
    gates: ['G8'],
    doubts: ['G1', 'G6', 'G9', 'G12', 'G15'],
    missing: promise,
    cautions: outreachCautions(model),
  };
  const worth = {
    ...needs,
    columns: ['activities', 'opportunities', 'opportunities.amount'],
    missing: promise ?? (await currencyLack(session)) ?? horizonLack(model, 'mql_to_sql', 'sql_to_opportunity'),
  };
  return [
    ...(await measureUnder(
      standing(needs, model, gates),
      [{id: 'pipeline.at_risk', unit: 'count', segment: {what: 'leads'}}],
      async () => {
        const {waiting, open, never_after} = await session.row<Waiting>(WAITING);
        return [countOf('pipeline.at_risk', {what: 'leads'}, waiting, open, {excluded: {never_after}})];
      },
    )),
    ...(await measureUnder(
      standing(worth, model, gates),
      [{id: 'pipeline.at_risk', unit: 'cents', segment: {what: 'money'}}],
      async () => {
        const window = (toSql ?? 0) + (sql_to_opportunity ?? 0);
        return [worthOf(await session.rows<Stratum>(readSql('measures/at_risk'), {window, min_amounts: MIN_LEADS}))];
      },
    )),
  ];
}

/** Sum over strata of leads x P(opportunity | slow) x mean amount; the low end with the median amount. */
function worthOf(strata: readonly Stratum[]): Measure {
  const known = strata.filter(({slow, amount_sum}) => slow >= MIN_LEADS && amount_sum !== null);
  const waiting = sum(strata.map(({waiting}) => waiting));
  const n = sum(known.map(({waiting}) => waiting));
  const mean = valued(known, ({amount_sum, amounts}) => (amount_sum ?? 0) / amounts);
  const median = valued(known, stratum => stratum.median ?? 0);
  return estimate(
    'pipeline.at_risk',
    {what: 'money'},
    {
      unit: 'cents',
      value: waiting > 0 && n === 0 ? null : Math.round(mean.value),
      n,
      // nothing at risk is an answer
      min_n: waiting === 0 ? 0 : 1,
      interval:
        n === 0
          ? null
          : {
              low: Math.max(0, Math.round(median.value - Z_95 * median.se)),
              high: Math.round(mean.value + Z_95 * mean.se),
              method: 'delta, median to mean',
            },
      excluded: {no_history: waiting - n},
    },
  );
}

function valued(strata: readonly Stratum[], amountOf: (stratum: Stratum) => number): {value: number; se: number} {
  const parts = strata.map(stratum => ({...stratum, p: stratum.became / stratum.slow, amount: amountOf(stratum)}));
  return {
    value: sum(parts.map(({waiting, p, amount}) => waiting * p * amount)),
    se: Math.sqrt(sum(parts.map(({waiting, slow, p, amount}) => (waiting * amount) ** 2 * ((p * (1 - p)) / slow)))),
  };
}

// the family at_risk of the ledger: older than never_after they are lost (SPEC 5)
const WAITING = /* sql */ `
  select
      count(*) filter (closed_at is null and not reached_sql)::integer as open,
      count(*) filter (family = 'at_risk')::integer as waiting,
      count(*) filter (fate in ('never_owned', 'never_touched') and family = 'follow_up')::integer as never_after
  from handoffs`;
