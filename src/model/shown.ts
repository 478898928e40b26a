import type {Session} from '../engine/session.ts';

/** The model under the names of SPEC 3 and 5, for `handoff query`: schema `shown`, first on the search path. */
export async function createShownTables(session: Session): Promise<void> {
  await session.run('create schema if not exists shown');
  for (const [name, {select}] of Object.entries(SHOWN))
    await session.run(`create or replace view shown.${name} as ${select}`);
  await session.run("set search_path = 'shown,main'");
}

interface Shown {
  /** Its grain. */
  rows: string;
  select: string;
}

/**
 * A view of the name of a relation has all of its columns, the keys last: SQL of the checks and measures runs on it as it is.
 */
export const SHOWN: Readonly<Record<string, Shown>> = {
  leads: {
    rows: 'one row per exported lead; stamps later than as_of have not happened',
    select: 'select * exclude (lead_key, row_id) from main.stg_leads order by lead_id',
  },
  activities: {
    rows: 'one row per activity of an exported lead that happened by as_of',
    select: `
    select e.activity_id, l.lead_id, a.at, a.said_at, a.logged_at, a.actor_id as actor, a.actor_kind, a.type, a.direction,
        a.outcome, a.done, a.counts, a.two_way, a.grade, e.subject
    from main.stg_activities a
    join main.lead_ids l using (lead_key)
    join main.export_activities e on e.rowid = a.row_id`,
  },
  dispositions: {
    rows: 'one row per disposition of an exported lead',
    select: `
    select l.lead_id, d.at, d.disposition, d.reason, d.reason_code, d.actor_id as actor
    from main.stg_dispositions d join main.lead_ids l using (lead_key)`,
  },
  opportunities: {
    rows: 'one row per opportunity created by as_of',
    select: 'select * exclude (row_id) from main.stg_opportunities',
  },
  users: {rows: 'one row per user, as of as_of', select: 'select * from main.stg_users'},
  absences: {rows: 'one row per declared absence of a user', select: 'select * from main.stg_absences'},
  signals: {
    rows: 'one row per signal of an exported lead',
    select: `
    select l.lead_id, g.at, g.signal, g.detail, g.campaign
    from main.stg_signals g join main.lead_ids l using (lead_key)`,
  },
  owner_history: {
    rows: 'one row per change of owner of an exported lead',
    select: `
    select l.lead_id, h.at, h.old_owner, h.new_owner
    from main.stg_owner_history h join main.lead_ids l using (lead_key)`,
  },
  field_history: {
    rows: 'one row per change of a field of an exported lead, also after as_of',
    select: `
    select l.lead_id, h.at, h.field, h.old_value, h.new_value
    from main.stg_field_history h join main.lead_ids l using (lead_key)`,
  },
  stage_history: {
    rows: 'one row per change of stage of an exported lead',
    select: `
    select l.lead_id, h.at, h.to_stage, h.raw_stage
    from main.stg_stage_history h join main.lead_ids l using (lead_key)`,
  },
  handoffs: {
    rows: 'one row per handoff: a lead and one of its MQL cycles',
    select: `
    select * exclude (handoff_key, lead_key, response_row_id, policy_no, rule_no),
        policy_no, rule_no, handoff_key, lead_key, response_row_id
    from main.handoffs order by lead_id, cycle`,
  },
  responses: {
    rows: 'one row per handoff and activity that could be its response: the one that counted, and why the others did not',
    select: `
    select h.lead_id, h.cycle, e.activity_id, r.at, r.type, r.actor_id as actor, r.verdict, r.grade,
        r.* exclude ("at", type, actor_id, verdict, grade)
    from main.responses r
    join main.handoffs h using (handoff_key)
    join main.export_activities e on e.rowid = r.row_id`,
  },
  clock_ledger: {
    rows: 'one row per handoff and gap between two of its stamps; the gaps sum to start -> as_of',
    select: `
    select h.lead_id, h.cycle, c.* exclude (handoff_key), handoff_key
    from main.clock_ledger c join main.handoffs h using (handoff_key)`,
  },
};
