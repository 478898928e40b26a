import type {Session} from '../../engine/session.ts';

/** What an export holds that a definitions file has to speak of; each list by how often, then by name. */
export interface Found {
  /** Handoffs by source, and the policy of the definitions in force that would promise them an answer. */
  sources: {source: string; policy: string | null; handoffs: number}[];
  /** Reasons as written on closed leads, the code they have in the definitions in force, and how such leads were closed. */
  reasons: {reason: string; code: string | null; kind: string; closes: number}[];
  /** Owners that are no known person: queues by their kind or mark, and texts that no user matches; does one of them call and write? */
  queues: {owner: string; leads: number; known: boolean; acts: boolean}[];
  teams: {team: string; users: number}[];
  zones: {zone: string; users: number}[];
}

export async function findForDraft(session: Session): Promise<Found> {
  return {
    sources: await session.rows(SOURCES),
    reasons: await session.rows(REASONS),
    queues: await session.rows(QUEUES),
    teams: await session.rows(countedUsers('team')),
    zones: await session.rows(countedUsers('time_zone')),
  };
}

const SOURCES = /* sql */ `
  select source, sla_policy as policy, count(*)::integer as handoffs
  from handoffs
  where source is not null
  group by source, sla_policy
  order by handoffs desc, source, policy`;

// a reason is closed in several ways; the most frequent speaks for it
const REASONS = /* sql */ `
  with
  closes as (
      select min(trim(reason)) as reason, lower(trim(reason)) as key, min(reason_code) as code, close_kind, count(*) as closes
      from handoffs
      where reason is not null and close_kind is not null
      group by key, close_kind
  )

  select
      min(reason) as reason,
      min(code) as code,
      arg_max(close_kind::varchar, (closes, close_kind::varchar)) as kind,
      sum(closes)::integer as closes
  from closes
  group by key
  order by closes desc, reason`;

const QUEUES = /* sql */ `
  select
      p.text::varchar as owner,
      count(*)::integer as leads,
      p.owner_kind = 'queue' as known,
      p.text in (select actor from activity_kinds where human_outreach and actor is not null) as acts
  from export_leads l
  join people p on p.text = l.owner
  where p.owner_kind in ('queue', 'unknown') or contains(lower(p.text::varchar), 'queue')
  group by p.text, p.owner_kind
  order by leads desc, owner`;

function countedUsers(column: 'team' | 'time_zone'): string {
  const name = column === 'team' ? 'team' : 'zone';
  return `select ${column} as ${name}, count(*)::integer as users from stg_users
    where ${column} is not null and kind = 'person' group by ${column} order by users desc, ${column}`;
}
