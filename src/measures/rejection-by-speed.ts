import type {Session} from '../engine/session.ts';
import {riskDifference, riskRatio, type Stratum} from '../methods/mantel-haenszel.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {estimate, shareOf} from './measure.ts';
import {type Gates, lackText, measureUnder, mqlCautions, outreachCautions, standing} from './needs.ts';
import {CLOSES} from './reasons.ts';

const ID = 'dispositions.rejection_by_speed';

/** METHODS 0.9: a stratified comparison takes ten leads in each arm of a stratum and twenty events. */
const MIN_ARM = 10;
const MIN_REJECTED = 20;

interface Row {
  source: string | null;
  late: number;
  late_rejected: number;
  fast: number;
  fast_rejected: number;
  young: number;
}

/**
 * Are leads that were touched late rejected more often than those touched within the promise? Both arms were touched, so
 * a rejection on sight is in neither; compared within sources by Mantel and Haenszel (METHODS 4.4), late less fast.
 */
export async function measureRejectionBySpeed(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = {
    columns: ['activities', CLOSES],
    gates: ['G1', 'G3', 'G5', 'G6', 'G8', 'G9', 'G15'],
    missing:
      model.definitions.sla.length === 0
        ? 'the definitions promise nothing: write a policy under sla'
        : lackText(model, 'sla'),
    cautions: [...outreachCautions(model), ...mqlCautions(model)],
  };
  const blank = {id: ID, unit: 'share' as const, segment: {what: 'difference'}};
  return measureUnder(standing(needs, model, gates), [blank], async () =>
    speedMeasures(await session.rows<Row>(REJECTED_BY_SPEED)),
  );
}

function speedMeasures(rows: readonly Row[]): Measure[] {
  const sum = (key: Exclude<keyof Row, 'source'>) => rows.reduce((total, row) => total + row[key], 0);
  const extra = {excluded: {young: sum('young')}};
  const used = rows.filter(({late, fast}) => Math.min(late, fast) >= MIN_ARM);
  const strata = used.map(({late, late_rejected, fast, fast_rejected}): Stratum => {
    return {x1: late_rejected, n1: late, x0: fast_rejected, n0: fast};
  });
  const touched = sum('late') + sum('fast');
  const n = strata.reduce((total, {n1, n0}) => total + n1 + n0, 0);
  const events = strata.reduce((total, {x1, x0}) => total + x1 + x0, 0);
  const excluded = {...extra.excluded, unsupported: touched - n};
  const difference = riskDifference(strata);
  const ratio = riskRatio(strata);
  const thin = n === 0 || events < MIN_REJECTED;
  const few = thin ? ({status: 'small_n', reason: TOO_FEW} as const) : {};
  const limits = (found: {low: number; high: number} | null) =>
    found === null ? null : {low: found.low, high: found.high, method: 'mantel-haenszel'};
  return [
    shareOf(ID, {what: 'fast'}, sum('fast_rejected'), sum('fast'), extra),
    shareOf(ID, {what: 'late'}, sum('late_rejected'), sum('late'), extra),
    {
      ...estimate(
        ID,
        {what: 'difference'},
        {unit: 'share', value: difference?.difference ?? null, n, interval: limits(difference), excluded},
      ),
      ...few,
    },
    {
      ...estimate(
        ID,
        {what: 'ratio'},
        {unit: 'ratio', value: ratio?.ratio ?? null, n, interval: limits(ratio), excluded},
      ),
      ...few,
    },
  ];
}

const TOO_FEW = 'it takes ten leads touched in time and ten touched late of one source, and twenty rejections';

// rejected within funnel.rejection of the MQL, of MQLs at least that old
const REJECTED_BY_SPEED = /* sql */ `
  with touched as (
      select
          h.source,
          h.sla_state::varchar = 'breached_late' as late,
          epoch_us(s.as_of) - epoch_us(coalesce(h.mql_at, h.start_at)) >= s.rejection_within_us as due,
          coalesce(
              h.close_kind = 'rejected'
                  and epoch_us(h.closed_at) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.rejection_within_us,
              false
          ) as rejected
      from handoffs h
      cross join def_settings s
      where h.sla_state in ('met', 'met_not_due', 'breached_late')
  )
  select
      source,
      count(*) filter (due and late)::integer as late,
      count(*) filter (due and late and rejected)::integer as late_rejected,
      count(*) filter (due and not late)::integer as fast,
      count(*) filter (due and not late and rejected)::integer as fast_rejected,
      count(*) filter (not due)::integer as young
  from touched
  group by source
  order by source nulls last`;
