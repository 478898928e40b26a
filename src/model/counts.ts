import type {Session} from '../engine/session.ts';
import {together} from '../engine/together.ts';

/** What was left aside, and how much is uncertain; each is printed or feeds a gate. */
export interface Counts {
  /** Rows of the export later than as_of, by table. */
  late: Readonly<Record<string, number>>;
  /** Rows whose lead_id no exported lead has, by table. */
  orphans: Readonly<Record<string, number>>;
  activities: number;
  /** Outreach whose actor is blank or ambiguous. */
  unknown_actor: number;
  /** Outreach whose actor is not in the users file. */
  actor_not_in_users: number;
  outreach: number;
  ambiguous_names: number;
  unknown_owner: number;
  clamped: number;
  /** Closes before the first MQL: of a cycle the export does not show. */
  invisible_closes: number;
  unlinked_opportunities: number;
}

const TIMED = ['activities', 'dispositions', 'signals', 'owner_history', 'stage_history'];

export type RowCounts = Pick<Counts, 'late' | 'orphans'>;

/** Counted while the exported rows are still whole. */
export async function countRows(session: Session): Promise<RowCounts> {
  const counted = await together(
    TIMED.map(
      table => () =>
        session.row<{late: number; orphans: number}>(`
      select
          (select count(*) from export_${table} e cross join def_settings s where e.at > s.as_of)::integer as late,
          (select count(*) from export_${table} e anti join lead_ids l using (lead_id))::integer as orphans`),
    ),
  );
  const by = (kind: 'late' | 'orphans') =>
    Object.fromEntries(TIMED.map((table, place) => [table, counted[place]?.[kind] ?? 0]));
  return {late: by('late'), orphans: by('orphans')};
}

export async function countFacts(session: Session, rows: RowCounts): Promise<Counts> {
  const facts = await session.row<Omit<Counts, keyof RowCounts>>(FACTS);
  return {...rows, ...facts};
}

const FACTS = /* sql */ `
  with
  outreach as (
      select
          count(*) as outreach,
          count(*) filter (a.actor_kind = 'unknown') as unknown_actor,
          count(*) filter (p.not_in_users) as actor_not_in_users
      from stg_activities a
      left join people p on p.text = a.actor_id
      where a.outreach and a.direction = 'outbound' and a.done
  ),

  first_mql as (
      select lead_key, min(m.at) as at from mql_stamps m group by lead_key
  )

  select
      (select count(*) from stg_activities)::integer as activities,
      o.unknown_actor::integer as unknown_actor,
      o.actor_not_in_users::integer as actor_not_in_users,
      o.outreach::integer as outreach,
      (select count(*) from people where ambiguous)::integer as ambiguous_names,
      (select count(*) from stg_leads where owner_kind = 'unknown')::integer as unknown_owner,
      (select count(*) from handoffs where clamped)::integer as clamped,
      (select count(*) from lead_closes c join first_mql m using (lead_key) where c.closed_by < m.at)::integer as invisible_closes,
      (select count(*) from stg_opportunities o anti join handoff_opportunities h using (opportunity_id))::integer
          as unlinked_opportunities
  from outreach o`;
