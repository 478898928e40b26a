import type {Definitions} from '../../src/definitions/definitions.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import type {SmallRow} from '../../src/model/small-table.ts';
import {readSql} from '../../src/package-files.ts';
import {smallDefinitions} from '../support/small-definitions.ts';
import {AS_OF, HEALTHY} from './rows.ts';

const DAY = 86_400;

/** Tables of the model as a check reads them, made by hand: only the columns of the contract, only the rows of the story. */
export interface Tables {
  handoffs?: readonly SmallRow[];
  stg_leads?: readonly SmallRow[];
  stg_users?: readonly SmallRow[];
  stg_activities?: readonly SmallRow[];
  stg_dispositions?: readonly SmallRow[];
  stg_opportunities?: readonly SmallRow[];
  stg_owner_history?: readonly SmallRow[];
  stg_absences?: readonly SmallRow[];
  owner_spans?: readonly SmallRow[];
  population?: readonly SmallRow[];
  missed_leads?: readonly SmallRow[];
  lead_deals?: readonly SmallRow[];
  lead_closes?: readonly SmallRow[];
  rule_matches?: readonly SmallRow[];
  duplicate_candidates?: readonly SmallRow[];
  deal_work?: readonly SmallRow[];
  calendar?: readonly SmallRow[];
  activity_kinds?: readonly SmallRow[];
  activity_facts?: readonly SmallRow[];
  export_activities?: readonly SmallRow[];
  export_leads?: readonly SmallRow[];
}

const HANDOFF_COLUMNS: Readonly<Record<string, string>> = {
  handoff_key: 'integer',
  lead_key: 'integer',
  lead_id: 'varchar',
  cycle: 'integer',
  ...types(
    'varchar',
    'source campaign country team schedule start_from week month quarter first_human_owner owner open_owner',
  ),
  ...types(
    'varchar',
    'open_owner_kind close_kind reason reason_code close_actor_id reason_verdict opportunity_id currency',
  ),
  ...types('varchar', 'opportunity_state outcome excluded sla_policy sla_clock sla_state fate family routing_rule'),
  ...types('varchar', 'routing_state expected_team'),
  ...types('timestamp', 'start_at created_at inquiry_at mql_at routed_at first_human_owner_at accepted_at sql_at'),
  ...types(
    'timestamp',
    'opportunity_at won_at closed_at closed_by accepted_time sql_time opportunity_time response_at booked_at',
  ),
  ...types('timestamp', 'first_automated_at first_attempt_at first_contact_at last_touch_at'),
  ...types(
    'boolean',
    'reached_accepted reached_sql reached_opportunity reached_won needs_contact reason_vague reason_blank',
  ),
  ...types(
    'boolean',
    'on_curve on_rep_clock attempts_due untouched follow_up_flag quality_flag matured misrouted pingpong',
  ),
  ...types('boolean', 'mql_definition sql_definition context never_after'),
  ...types('bigint', 'amount_cents wall_seconds business_seconds follow_wall follow_business rep_wall rep_business'),
  ...types(
    'bigint',
    'rep_follow_wall rep_follow_business automated_seconds booked_seconds sla_within sla_elapsed sla_age',
  ),
  ...types('bigint', 'elapsed_a elapsed_b elapsed_c'),
  ...types('integer', 'policy_no rule_no attempts attempts_in_time owner_changes_before_touch'),
  sla_target: 'double',
  score_at_mql: 'double',
};

export const COLUMNS: Readonly<Record<keyof Tables, Readonly<Record<string, string>>>> = {
  handoffs: HANDOFF_COLUMNS,
  stg_leads: {
    lead_key: 'integer',
    ...types('varchar', 'lead_id email_key merged_into'),
    ...types('timestamp', 'created_at inquiry_at mql_at accepted_at sql_at rejected_at converted_at first_response_at'),
  },
  stg_users: {
    ...types('varchar', 'user_id email name team role manager kind time_zone'),
    ...types('double', 'capacity weight'),
    active: 'boolean',
    deactivated_at: 'timestamp',
  },
  stg_activities: {
    row_id: 'bigint',
    lead_key: 'integer',
    ...types('timestamp', 'at said_at logged_at'),
    ...types('varchar', 'actor_id actor_kind type direction'),
    counts: 'boolean',
  },
  stg_dispositions: {lead_key: 'integer', at: 'timestamp'},
  stg_opportunities: {
    ...types('varchar', 'opportunity_id source currency'),
    amount_cents: 'bigint',
    created_at: 'timestamp',
    is_won: 'boolean',
  },
  stg_owner_history: {lead_key: 'integer', at: 'timestamp'},
  stg_absences: {user_id: 'varchar', ...types('timestamp', 'from_at to_at')},
  owner_spans: {lead_key: 'integer', ...types('timestamp', 'from_at to_at'), ...types('varchar', 'owner owner_kind')},
  population: {lead_key: 'integer', lead_id: 'varchar', step: 'varchar'},
  missed_leads: {lead_key: 'integer', mql_definition: 'boolean'},
  lead_deals: {opportunity_id: 'varchar', lead_key: 'integer'},
  lead_closes: {lead_key: 'integer', at: 'timestamp'},
  export_activities: {subject: 'varchar'},
  export_leads: {lead_id: 'varchar'},
  duplicate_candidates: {
    lead_id: 'varchar',
    ...types('integer', 'lead_key person cluster'),
    ...types('boolean', 'by_phone by_domain_name by_company_name'),
  },
  deal_work: {
    ...types('varchar', 'opportunity_id lead_id owner currency'),
    amount_cents: 'bigint',
    is_closed: 'boolean',
    ...types('timestamp', 'last_work_at last_sign_at'),
  },
  calendar: {schedule: 'varchar', ...types('timestamp', 'open_at close_at')},
  activity_kinds: {
    kind_no: 'integer',
    ...types('varchar', 'actor_id actor_kind direction'),
    ...types('boolean', 'outreach done'),
  },
  activity_facts: {kind_no: 'integer', at: 'timestamp'},
  rule_matches: types('integer', 'rule_no n matches unknown first_matches taken_by'),
};

let shared: Promise<Session> | undefined;
/** Tables that no story has filled since they were made. */
const empty = new Set<string>();

/** Runs `use` with these tables and what the definitions say. One session for all stories of a file: opening is slow. */
export async function withTables<T>(
  tables: Tables,
  use: (session: Session) => Promise<T>,
  definitions: Definitions = smallDefinitions(),
): Promise<T> {
  shared ??= openSession({threads: 1});
  const session = await shared;
  await createTables(session, tables, definitions);
  return use(session);
}

export async function closeTables(): Promise<void> {
  (await shared)?.close();
  shared = undefined;
  empty.clear();
}

/** As `createSmallTable`, which is too slow for rows of ninety columns. */
async function createTable(
  session: Session,
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly SmallRow[],
): Promise<void> {
  await session.run(
    `create or replace table ${name} as
     select unnest(from_json($rows::json, '[${JSON.stringify(columns)}]'), recursive := true)`,
    {rows: JSON.stringify(rows)},
  );
}

/** A calendar of one slot that never closes: business time is wall time. */
const ALWAYS_OPEN = `
  create or replace table def_slot as select 9000000000000000000::bigint as slot_us;
  create or replace table calendar_slots as select '' as schedule, 0::bigint as slot, 0::bigint as from_us, 0::bigint as before_us, true as open;
  create or replace macro opened_by(t_us, slot) as slot.before_us + case when slot.open then t_us - slot.from_us else 0 end`;

const NOBODY_CONCERNED =
  'alter table rule_matches add column leads struct(count integer, ids varchar[]) default {count: 0, ids: []}';

/** As in the model, where no window leaves any handoff out. */
const OPEN_HANDOFFS = `
  create or replace view open_handoffs as
  select handoff_key, lead_key, lead_id, start_at, least(closed_at, sql_time) as ended_at
  from handoffs where not (reached_sql and sql_time is null)`;

async function createTables(session: Session, tables: Tables, definitions: Definitions): Promise<void> {
  await session.run(ALWAYS_OPEN);
  await session.run("create or replace table def_schedule as select '' as schedule");
  await session.run(`create or replace macro local_start(t) as timezone('America/New_York', timezone('UTC', t))`);
  const handoffs = (tables.handoffs ?? []).map((row, index) => ({
    handoff_key: index + 1,
    lead_key: index + 1,
    lead_id: `L${index + 1}`,
    ...HEALTHY,
    closed_by: row['closed_at'] ?? null,
    ...row,
  }));
  for (const [name, columns] of Object.entries(COLUMNS) as [keyof Tables, Record<string, string>][]) {
    const filled = name === 'handoffs' ? handoffs : numbered(name, tables[name] ?? []);
    if (filled.length === 0 && empty.has(name)) continue;
    await createTable(session, name, columns, filled);
    if (name === 'rule_matches') await session.run(NOBODY_CONCERNED);
    if (filled.length === 0) empty.add(name);
    else empty.delete(name);
  }
  await session.run(OPEN_HANDOFFS);
  await session.run(`create or replace view logged_opportunities as ${readSql('model/logged_opportunities')}`);
  await session.run(`create or replace view logged_work as ${readSql('model/logged_work')}`);
  await session.run(`create or replace view person_names as ${readSql('model/person_names')}`);
  await createDefinitionTables(session, definitions);
}

/** Leads are numbered as the handoffs are, activities in their order. */
function numbered(name: keyof Tables, given: readonly SmallRow[]): readonly SmallRow[] {
  if (name === 'stg_leads' || name === 'population')
    return given.map((row, index) => ({lead_key: index + 1, lead_id: `L${index + 1}`, step: 'eligible', ...row}));
  if (name === 'stg_activities')
    return given.map((row, index) => ({
      row_id: index,
      counts: true,
      type: 'call',
      actor_kind: 'human',
      said_at: row['at'] ?? null,
      ...row,
    }));
  return given;
}

async function createDefinitionTables(
  session: Session,
  {sla, routing, acceptance, follow_up, dispositions}: Definitions,
): Promise<void> {
  const policies = sla.map((policy, index) => ({
    policy_no: index + 1,
    policy: policy.name,
    within_seconds: policy.respond_within,
    clock: policy.clock,
    target: policy.target,
  }));
  const rules = routing.rules.map(({name, to, distribute}, index) => ({
    rule_no: index + 1,
    rule: name,
    to_team: to.team ?? null,
    to_user: to.user ?? null,
    to_queue: to.queue ?? null,
    round_robin: distribute === 'round_robin',
  }));
  const day = DAY * 1_000_000;
  const settings = {
    as_of: AS_OF.slice(0, -1),
    time_zone: 'America/New_York',
    min_attempts: follow_up.min_attempts,
    accept_within: acceptance?.accept_within ?? null,
    accept_clock: acceptance?.clock ?? null,
    mql_to_sql_us: 30 * day,
    sql_to_opportunity_us: 60 * day,
    rejection_within_us: 30 * day,
    stalled_after_us: follow_up.stalled_after * 1_000_000,
  };
  await createTable(
    session,
    'def_sla',
    {policy_no: 'integer', policy: 'varchar', within_seconds: 'bigint', clock: 'varchar', target: 'double'},
    policies,
  );
  await createTable(
    session,
    'def_rule',
    {rule_no: 'integer', ...types('varchar', 'rule to_team to_user to_queue'), round_robin: 'boolean'},
    rules,
  );
  await createTable(
    session,
    'def_reason',
    {reason_code: 'varchar', needs_attempts: 'integer'},
    dispositions.reasons.map(({code, needs_attempts}) => ({reason_code: code, needs_attempts})),
  );
  await createTable(
    session,
    'def_queue',
    {queue: 'varchar'},
    routing.queues.map(queue => ({queue: queue.toLowerCase()})),
  );
  await createTable(
    session,
    'def_settings',
    {
      as_of: 'timestamp',
      time_zone: 'varchar',
      accept_clock: 'varchar',
      ...types('integer', 'min_attempts'),
      ...types('bigint', 'accept_within mql_to_sql_us sql_to_opportunity_us rejection_within_us stalled_after_us'),
    },
    [settings],
  );
}

function types(type: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map(name => [name, type]));
}
