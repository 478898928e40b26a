import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {shareOf} from './measure.ts';
import {type Gates, horizonLack, measureUnder, standing} from './needs.ts';

interface Deals {
  won: number;
  lost: number;
  open: number;
  young: number;
  undated: number;
}

/** `pipeline.win_rate`: won of won and lost, among linked deals old enough and closed in time (SPEC 13, Funnel). */
export async function measureWinRate(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  const needs = {
    columns: ['opportunities', 'opportunities.created_at', 'opportunities.closed_at'],
    missing: horizonLack(model, 'opportunity_to_won'),
  };
  return measureUnder(standing(needs, model, gates), [{id: 'pipeline.win_rate', unit: 'share'}], async () => {
    const {won, lost, ...excluded} = await session.row<Deals>(DEALS);
    return [shareOf('pipeline.win_rate', {}, won, won + lost, {excluded: {...excluded}})];
  });
}

const DEALS = /* sql */ `
  with deals as (
      select
          o.is_won,
          o.created_at is null as undated,
          o.created_at > s.as_of - to_microseconds(s.opportunity_to_won_us) as young,
          o.is_closed and o.closed_at is not null
              and epoch_us(o.closed_at) - epoch_us(o.created_at) <= s.opportunity_to_won_us as decided
      from handoff_opportunities o
      cross join def_settings s
  )
  select
      count(*) filter (not young and decided and is_won)::integer as won,
      count(*) filter (not young and decided and not is_won)::integer as lost,
      count(*) filter (not young and not decided)::integer as open,
      count(*) filter (young)::integer as young,
      count(*) filter (undated)::integer as undated
  from deals`;
