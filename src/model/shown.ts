import type {Session} from '../engine/session.ts';

/** The model under the names of SPEC 3 and 5, for `handoff query`: schema `shown`, first on the search path. */
export async function createShownTables(session: Session): Promise<void> {
  await session.run('create schema if not exists shown');
  for (const [name, select] of Object.entries(SHOWN))
    await session.run(`create or replace view shown.${name} as ${select}`);
  await session.run("set search_path = 'shown,main'");
}

const SHOWN: Readonly<Record<string, string>> = {
  leads: 'select * exclude (lead_key, row_id) from main.stg_leads order by lead_id',
  activities: `
    select e.activity_id, l.lead_id, a.at, a.said_at, a.logged_at, a.actor_id as actor, a.actor_kind, a.type, a.direction,
        a.outcome, a.done, a.counts, a.two_way, a.grade, e.subject
    from main.stg_activities a
    join main.lead_ids l using (lead_key)
    join main.export_activities e on e.rowid = a.row_id`,
  dispositions: `
    select l.lead_id, d.at, d.disposition, d.reason, d.reason_code, d.actor_id as actor
    from main.stg_dispositions d join main.lead_ids l using (lead_key)`,
  opportunities: 'select * exclude (row_id) from main.stg_opportunities',
  users: 'select * from main.stg_users',
  absences: 'select * from main.stg_absences',
  signals: `
    select l.lead_id, g.at, g.signal, g.detail, g.campaign
    from main.stg_signals g join main.lead_ids l using (lead_key)`,
  owner_history: `
    select l.lead_id, h.at, h.old_owner, h.new_owner
    from main.stg_owner_history h join main.lead_ids l using (lead_key)`,
  stage_history: `
    select l.lead_id, h.at, h.to_stage, h.raw_stage
    from main.stg_stage_history h join main.lead_ids l using (lead_key)`,
  handoffs: `
    select * exclude (handoff_key, lead_key, response_row_id, policy_no, rule_no) from main.handoffs order by lead_id, cycle`,
  responses: `
    select h.lead_id, h.cycle, e.activity_id, r.at, r.type, r.actor_id as actor, r.verdict, r.grade
    from main.responses r
    join main.handoffs h using (handoff_key)
    join main.export_activities e on e.rowid = r.row_id`,
  clock_ledger: `
    select h.lead_id, h.cycle, c.* exclude (handoff_key)
    from main.clock_ledger c join main.handoffs h using (handoff_key)`,
};
