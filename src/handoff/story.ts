import type {Session} from '../engine/session.ts';
import type {TableName} from '../ingest/tables.ts';
import {traceRow} from '../model/trace.ts';
import {readSql} from '../package-files.ts';
import {Problem} from '../problem.ts';
import type {Opened} from './options.ts';

/** One lead with everything that is known of it, in order; every fact with its place in the export. */
export interface LeadStory {
  lead_id: string;
  /** The first step of the waterfall at which it leaves; null where it was handed off. */
  left_at: string | null;
  merged_into: string | null;
  as_of: string;
  handoffs: readonly HandoffStory[];
  timeline: readonly Fact[];
}

export interface HandoffStory {
  cycle: number;
  source: string | null;
  start_at: string;
  start_from: string;
  outcome: string | null;
  excluded: string | null;
  response_at: string | null;
  response_by: string | null;
  evidence_grade: string | null;
  wall_seconds: number | null;
  business_seconds: number | null;
  follow_wall: number;
  follow_business: number;
  sla_policy: string | null;
  sla_within: number | null;
  sla_clock: string | null;
  sla_state: string | null;
  sla_elapsed: number | null;
  sla_age: number | null;
  fate: string;
  family: string;
  close_kind: string | null;
  reason: string | null;
  reason_verdict: string | null;
  needs_contact: boolean | null;
  attempts: number;
  first_contact_at: string | null;
  last_touch_at: string | null;
  owner: string | null;
  routing_state: string | null;
  routing_rule: string | null;
  expected_team: string | null;
  misrouted: boolean | null;
  mql_definition: boolean | null;
  opportunity_id: string | null;
  amount_cents: number | null;
  currency: string | null;
  min_attempts: number;
  clocks: readonly Gap[];
}

export interface Gap {
  from_stamp: string;
  to_stamp: string;
  from_at: string;
  to_at: string;
  wall_seconds: number;
  business_seconds: number;
  /** That end is a date without a time of day, taken for the end of the day. */
  from_day_only: boolean;
  to_day_only: boolean;
  /** When it began. */
  owner: string | null;
  owner_kind: string | null;
  /** Who got the lead while it lasted, in order. */
  later_owners: readonly string[];
}

export interface Fact {
  at: string;
  /** The date alone, where the export says no more. */
  day: string | null;
  fact: string;
  detail: string | null;
  actor: string | null;
  /** Of an activity: whether it is the response, or why not; and in which cycle. */
  verdict: string | null;
  grade: string | null;
  cycle: number | null;
  table: string;
  /** File of the export and number of the record in it, the first being 1. */
  file: string | null;
  record: number | null;
}

export async function readStory({session, model}: Opened, leadId: string): Promise<LeadStory> {
  const lead = await findLead(session, leadId);
  const values = {lead_key: lead.lead_key};
  const handoffs = await session.rows<Omit<HandoffStory, 'clocks'> & {handoff_key: number}>(
    readSql('handoff/story'),
    values,
  );
  const gaps = await session.rows<Gap & {handoff_key: number}>(GAPS, values);
  const facts = await session.rows<Omit<Fact, 'file' | 'record'> & {row_id: number}>(
    readSql('handoff/timeline'),
    values,
  );
  return {
    lead_id: lead.lead_id,
    left_at: lead.step === 'kept' ? null : lead.step,
    merged_into: lead.merged_into,
    as_of: model.as_of,
    handoffs: handoffs.map(({handoff_key, ...handoff}) => ({
      ...handoff,
      clocks: gaps.filter(gap => gap.handoff_key === handoff_key).map(({handoff_key: _, ...gap}) => gap),
    })),
    timeline: facts.map(({row_id, ...fact}) => {
      const origin = traceRow(model.export, fact.table as TableName, row_id);
      return {...fact, file: origin?.path ?? null, record: origin?.record ?? null};
    }),
  };
}

interface Found {
  lead_key: number;
  lead_id: string;
  step: string;
  merged_into: string | null;
}

async function findLead(session: Session, leadId: string): Promise<Found> {
  const [found] = await session.rows<Found>(
    `select p.lead_key, p.lead_id, p.step::varchar as step, l.merged_into
     from population p join stg_leads l using (lead_key)
     where p.lead_id = $id order by p.lead_key`,
    {id: leadId},
  );
  if (found !== undefined) return found;
  const [near] = await session.rows<{lead_id: string}>(
    'select lead_id from population order by damerau_levenshtein(lower(lead_id), lower($id)), lead_id limit 1',
    {id: leadId},
  );
  throw new Problem(
    `the export has no lead ${leadId}${near === undefined ? '' : `; the nearest id is ${near.lead_id}`}`,
  );
}

const GAPS = `
  with later as (
      select c.handoff_key, c.gap_no, list(coalesce(u.name, s.owner) order by s.from_at) as owners
      from clock_ledger c
      join handoffs h using (handoff_key)
      join owner_spans s on s.lead_key = h.lead_key and s.from_at > c.from_at and s.from_at < c.to_at and s.owner is not null
      left join stg_users u on u.user_id = s.owner
      where h.lead_key = $lead_key
      group by c.handoff_key, c.gap_no
  )

  select c.handoff_key, c.from_stamp, c.to_stamp, c.from_at, c.to_at, c.wall_seconds::integer as wall_seconds,
      c.business_seconds::integer as business_seconds, c.from_day_only, c.to_day_only,
      coalesce(u.name, c.owner) as owner, c.owner_kind::varchar as owner_kind,
      coalesce(l.owners, []) as later_owners
  from clock_ledger c
  join handoffs h using (handoff_key)
  left join later l using (handoff_key, gap_no)
  left join stg_users u on u.user_id = c.owner
  where h.lead_key = $lead_key
  order by c.handoff_key, c.gap_no`;
