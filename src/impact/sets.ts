import type {Session} from '../engine/session.ts';
import {SQL_STAMPS} from '../measures/funnel.ts';
import {notMeasurable, shareOf} from '../measures/measure.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {SETS, type SetImpact, type SetName} from './result.ts';

/** METHODS 6: fewer worked leads than this say nothing about what the others would become. */
export const MIN_WORKED = 30;

export const STAGES = ['accepted', 'sql', 'opportunity', 'won'] as const;
export type Stage = (typeof STAGES)[number];

/** What the export must carry for a stage, alternatives with `or`. */
const NEEDS: Readonly<Record<Stage, readonly string[]>> = {
  accepted: ['leads.accepted_at or dispositions or stage_history'],
  sql: [SQL_STAMPS],
  opportunity: ['opportunities'],
  won: ['opportunities'],
};

/** Seconds from the MQL to each stage: the horizons of the steps, one after the other; null where one is not known. */
export function stageHorizons({horizons}: Model): Readonly<Record<Stage, number | null>> {
  const {mql_to_sal, mql_to_sql, sql_to_opportunity, opportunity_to_won} = horizons;
  const opportunity = mql_to_sql === null || sql_to_opportunity === null ? null : mql_to_sql + sql_to_opportunity;
  const won = opportunity === null || opportunity_to_won === null ? null : opportunity + opportunity_to_won;
  return {accepted: mql_to_sal, sql: mql_to_sql, opportunity, won};
}

type Counted = {side: SetName; leads: number; handoffs: number; worked: number} & Record<
  `${'due' | 'reached'}_${Stage}`,
  number
> & {won: number; cents: number | null; currency: string | null};

/** What each set became. Of what enters only the worked ones can tell. */
export async function readSets(session: Session, model: Model, ids: boolean): Promise<SetImpact[]> {
  const horizons = stageHorizons(model);
  const values = Object.fromEntries(STAGES.map(stage => [stage, horizons[stage]]));
  await session.run(`create or replace table impact_rows as ${ROWS}`, values);
  const counted = new Map((await session.rows<Counted>(COUNTED)).map(row => [row.side, row]));
  const sets: SetImpact[] = [];
  for (const set of SETS) {
    const row = counted.get(set);
    const worked = model.has('activities') ? (row?.worked ?? 0) : null;
    sets.push({
      set,
      leads: row?.leads ?? 0,
      handoffs: row?.handoffs ?? 0,
      worked,
      stages: STAGES.map(stage => stageShare(stage, set, row, worked, model)),
      won: {
        leads: row?.won ?? 0,
        cents: row?.cents ?? null,
        currency: row?.currency ?? null,
        ids: ids ? await idsOf(session, set, true) : null,
      },
      ids: ids ? await idsOf(session, set, false) : null,
    });
  }
  return sets;
}

function stageShare(
  stage: Stage,
  set: SetName,
  row: Counted | undefined,
  worked: number | null,
  model: Model,
): Measure {
  const id = `impact.${stage}`;
  const absent = missing(stage, model);
  if (absent !== null) return notMeasurable(id, 'share', absent, {set});
  if (set === 'enters' && (worked ?? 0) < MIN_WORKED) {
    const reason =
      worked === null
        ? 'add activities to the export: whether anybody worked these leads is not known'
        : `unknown until tried: ${worked} of these leads were ever worked, it takes ${MIN_WORKED}`;
    return notMeasurable(id, 'share', reason, {set});
  }
  return shareOf(id, {set}, row?.[`reached_${stage}`] ?? 0, row?.[`due_${stage}`] ?? 0);
}

/** What to add so that a stage can be measured; null where nothing is missing. */
export function missing(stage: Stage, model: Model): string | null {
  const absent = NEEDS[stage].filter(need => !need.split(' or ').some(column => model.has(column)));
  if (absent.length > 0) return `add ${absent.join(' and ')} to the export`;
  if (stageHorizons(model)[stage] === null)
    return 'too little history for an automatic horizon: write it under funnel.horizon';
  return null;
}

async function idsOf(session: Session, set: SetName, won: boolean): Promise<string[]> {
  const rows = await session.rows<{lead_id: string}>(
    'select distinct lead_id from impact_rows where side = $set and (won or not $won) order by lead_id',
    {set, won},
  );
  return rows.map(({lead_id}) => lead_id);
}

/** A handoff old enough for the horizon, with a time for what was reached. */
const matured = (stage: Stage, reached: string, at: string) => /* sql */ `h.handoff_key is not null
          and epoch_us(coalesce(h.mql_at, h.start_at)) <= epoch_us(s.as_of) - $${stage}::bigint * 1000000
          and (not h.${reached} or h.${at} is not null)`;

/** The same; of what enters, worked. */
const due = (stage: Stage, reached: string, at: string) => /* sql */ `
      coalesce((i.side <> 'enters' or not h.untouched) and ${matured(stage, reached, at)}, false) as due_${stage},
      coalesce(h.${reached} and epoch_us(h.${at}) - epoch_us(coalesce(h.mql_at, h.start_at)) <= $${stage}::bigint * 1000000, false)
          as reached_${stage}`;

// one row per handoff and per lead never handed off: its set and what it became
const ROWS = /* sql */ `
  with won_deals as (
      select d.lead_key, sum(o.amount_cents)::bigint as cents, min(o.currency) as currency, count(distinct o.currency) as currencies
      from stg_opportunities o join lead_deals d using (opportunity_id)
      where o.is_won
      group by d.lead_key
  ),
  won_handoffs as (
      select handoff_key, sum(amount_cents)::bigint as cents, min(currency) as currency, count(distinct currency) as currencies
      from handoff_opportunities
      where is_won
      group by handoff_key
  )
  select
      i.*,
      l.lead_id,
      coalesce(h.start_at, l.inquiry_at, l.created_at) as arrived_at,
      h.first_human_owner::varchar as rep,
      coalesce(not h.untouched, false) as worked,
      coalesce(h.reached_won, d.lead_key is not null) as won,
      coalesce(w.cents, d.cents) as cents,
      coalesce(w.currency, d.currency) as currency,
      coalesce(w.currencies, d.currencies) as currencies,
      ${[
        due('accepted', 'reached_accepted', 'accepted_time'),
        due('sql', 'reached_sql', 'sql_time'),
        due('opportunity', 'reached_opportunity', 'opportunity_time'),
        due('won', 'reached_won', 'won_at'),
      ].join(',')},
      -- what a definition is worth does not depend on the one it is compared with
      coalesce(${matured('won', 'reached_won', 'won_at')}, false) as matured_won
  from impact_sets i
  cross join def_settings s
  join stg_leads l on l.lead_key = i.lead_key
  left join handoffs h on h.handoff_key = i.key
  left join won_handoffs w on w.handoff_key = i.key
  left join won_deals d on d.lead_key = i.lead_key and not i.handed_off`;

const COUNTED = /* sql */ `
  select
      side,
      count(*)::integer as leads,
      count(*) filter (handed_off)::integer as handoffs,
      count(*) filter (worked)::integer as worked,
      ${STAGES.map(
        stage => `count(*) filter (due_${stage})::integer as due_${stage},
      count(*) filter (due_${stage} and reached_${stage})::integer as reached_${stage}`,
      ).join(',\n      ')},
      count(*) filter (won)::integer as won,
      case when count(distinct currency) <= 1 and coalesce(max(currencies), 1) <= 1 then sum(cents)::bigint end as cents,
      case when count(distinct currency) <= 1 then min(currency) end as currency
  from impact_rows
  group by side`;
