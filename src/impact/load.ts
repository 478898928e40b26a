import type {Session} from '../engine/session.ts';
import type {Load} from './result.ts';

/** METHODS 8 looks at the load over eight weeks. */
const WEEKS = 8;

interface Window {
  weeks: number;
  leaves: number;
  before: number;
  after: number;
  reps: number;
}

/** MQLs by definition a week, in the last full weeks of the company's zone; null where there is no full week. */
export async function readLoad(session: Session): Promise<{load: Load; leaves: number} | null> {
  await session.run(`create or replace table impact_recent as ${RECENT}`);
  const {weeks, leaves, before, after, reps} = await session.row<Window>(WHOLE);
  if (weeks < 1) return null;
  const per_rep = await session.rows<Load['per_rep'][number]>(BY_REP);
  return {load: {weeks, reps, before, after, per_rep}, leaves: leaves / weeks};
}

const BOUNDS = /* sql */ `
  bounds as (
      select
          date_trunc('week', local_start(s.as_of)) as ends,
          -- the first week with a handoff may be half a week
          greatest(
              date_trunc('week', local_start(s.as_of)) - to_days(${7 * WEEKS}),
              (select date_trunc('week', min(local_start(start_at))) + to_days(7) from handoffs)
          ) as begins
      from def_settings s
  )`;

// one row per handoff and per lead never handed off that arrived in the window
const RECENT = /* sql */ `
  with ${BOUNDS}
  select i.*, b.begins, b.ends
  from impact_rows i join bounds b on local_start(i.arrived_at) >= b.begins and local_start(i.arrived_at) < b.ends`;

const WHOLE = /* sql */ `
  with ${BOUNDS}
  select
      coalesce((select greatest(date_diff('day', begins, ends) // 7, 0) from bounds), 0)::integer as weeks,
      count(*) filter (side = 'leaves')::integer as leaves,
      count(*) filter (old)::integer as before,
      count(*) filter (new)::integer as after,
      count(distinct rep)::integer as reps
  from impact_recent`;

// who has no rep: handed to nobody so far
const BY_REP = /* sql */ `
  select rep, min(p.name) as name, count(*) filter (old)::integer as before, count(*) filter (new)::integer as after
  from impact_recent
  left join person_names p on p.user_id = rep
  group by rep
  having count(*) filter (old or new) > 0
  order by before desc, rep nulls last`;
