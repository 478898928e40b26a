import type {Session} from '../engine/session.ts';
import {newcombe} from '../methods/newcombe.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {estimate, shareOf} from './measure.ts';
import {type Gates, horizonLack, lackText, measureUnder, mqlCautions, type Needs, standing} from './needs.ts';

interface Sides {
  given: number;
  judged: number;
  undetermined: number;
  with_sql: number;
  with_due: number;
  without_sql: number;
  without_due: number;
  young: number;
  no_time: number;
}

/** METHODS 0.9. */
const MIN_SIDE = 10;

/** `context.coverage`, and beside it what became of handoffs with and without their context. */
export async function measureContext(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const coverage: Needs = {
    missing:
      model.definitions.context === null
        ? 'the definitions ask for no context: write context'
        : lackText(model, 'context'),
    cautions: mqlCautions(model),
  };
  const horizon = model.horizons.mql_to_sql;
  const converted: Needs = {
    ...coverage,
    columns: ['leads.sql_at or leads.converted_at or stage_history or dispositions'],
    doubts: ['G7'],
    missing: coverage.missing ?? horizonLack(model, 'mql_to_sql'),
  };
  const sides = await session.row<Sides>(SIDES, {horizon});
  return [
    ...(await measureUnder(standing(coverage, model, gates), [{id: 'context.coverage', unit: 'share'}], () => [
      shareOf('context.coverage', {}, sides.given, sides.judged, {excluded: {undetermined: sides.undetermined}}),
    ])),
    ...(await measureUnder(
      standing(converted, model, gates),
      [{id: 'context.mql_to_sql', unit: 'share', segment: {what: 'difference'}}],
      () => conversions(sides),
    )),
  ];
}

/** MQL to SQL at the horizon, matured handoffs: an association, since a form that asks more also chooses its leads. */
function conversions({with_sql, with_due, without_sql, without_due, undetermined, young, no_time}: Sides): Measure[] {
  const id = 'context.mql_to_sql';
  const excluded = {undetermined, young, no_time};
  const limits = newcombe(with_sql, with_due, without_sql, without_due);
  const difference = estimate(
    id,
    {what: 'difference'},
    {
      unit: 'share',
      value: limits?.difference ?? null,
      n: with_due + without_due,
      interval: limits === null ? null : {low: limits.low, high: limits.high, method: 'newcombe'},
      excluded,
    },
  );
  const few = `${with_due} with and ${without_due} without their context are old enough; it takes ${MIN_SIDE} of each`;
  return [
    shareOf(id, {what: 'with'}, with_sql, with_due, {excluded}),
    shareOf(id, {what: 'without'}, without_sql, without_due, {excluded}),
    Math.min(with_due, without_due) >= MIN_SIDE ? difference : {...difference, status: 'small_n', reason: few},
  ];
}

const SIDES = /* sql */ `
  with
  aged as (
      select
          h.context,
          epoch_us(s.as_of) - epoch_us(coalesce(h.mql_at, h.start_at)) < $horizon::bigint * 1000000 as young,
          h.reached_sql and h.sql_time is null as timeless,
          coalesce(
              epoch_us(h.sql_time) - epoch_us(coalesce(h.mql_at, h.start_at)) <= $horizon::bigint * 1000000,
              false
          ) as converted
      from handoffs h
      cross join def_settings s
  ),

  judged as (
      select *, not young and not timeless as due from aged
  )

  select
      count(*) filter (context)::integer as given,
      count(context)::integer as judged,
      count(*) filter (context is null)::integer as undetermined,
      count(*) filter (due and context and converted)::integer as with_sql,
      count(*) filter (due and context)::integer as with_due,
      count(*) filter (due and not context and converted)::integer as without_sql,
      count(*) filter (due and not context)::integer as without_due,
      count(*) filter (context is not null and young)::integer as young,
      count(*) filter (context is not null and not young and timeless)::integer as no_time
  from judged`;
