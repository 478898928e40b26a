import {afterAll} from 'vitest';
import {openSession, type Session} from '../../src/engine/session.ts';
import type {Model} from '../../src/model/model.ts';
import {createSmallTable, type SmallRow} from '../../src/model/small-table.ts';
import {readSql} from '../../src/package-files.ts';
import type {Gate, GateState, Measure, Segment} from '../../src/result.ts';
import {smallDefinitions} from '../support/small-definitions.ts';

export const AS_OF = '2026-06-01T00:00:00';
export const HOUR = 3600;
export const DAY = 86_400;

/** The columns of `handoffs` that measures read, with the value a test need not give. */
const COLUMNS: Readonly<Record<string, [type: string, normal: string | number | boolean | null]>> = {
  lead_key: ['integer', null],
  lead_id: ['varchar', null],
  cycle: ['integer', 1],
  source: ['varchar', 'Demo'],
  team: ['varchar', 'inbound'],
  owner: ['varchar', 'ann'],
  first_human_owner: ['varchar', 'ann'],
  start_at: ['timestamp', '2026-03-02T14:00:00'],
  start_from: ['varchar', 'mql'],
  mql_at: ['timestamp', '2026-03-02T14:00:00'],
  week: ['varchar', '2026-W10'],
  month: ['varchar', '2026-03'],
  quarter: ['varchar', '2026-Q1'],
  score_at_mql: ['double', null],
  start_hour: ['integer', 9],
  start_weekday: ['integer', 1],
  response_at: ['timestamp', null],
  first_human_owner_at: ['timestamp', '2026-03-02T14:00:00'],
  open_owner: ['varchar', 'ann'],
  open_owner_kind: ['varchar', 'person'],
  accepted_at: ['timestamp', null],
  sql_at: ['timestamp', null],
  won_at: ['timestamp', null],
  closed_at: ['timestamp', null],
  closed_by: ['timestamp', null],
  accepted_time: ['timestamp', null],
  sql_time: ['timestamp', null],
  opportunity_time: ['timestamp', null],
  opportunity_at: ['timestamp', null],
  first_attempt_at: ['timestamp', null],
  booked_at: ['timestamp', null],
  reached_accepted: ['boolean', false],
  reached_sql: ['boolean', false],
  reached_opportunity: ['boolean', false],
  reached_won: ['boolean', false],
  close_kind: ['varchar', null],
  reason: ['varchar', null],
  reason_code: ['varchar', null],
  close_actor_id: ['varchar', null],
  needs_contact: ['boolean', true],
  reason_vague: ['boolean', false],
  reason_blank: ['boolean', false],
  reason_verdict: ['varchar', null],
  amount_cents: ['bigint', null],
  currency: ['varchar', null],
  outcome: ['varchar', 'open_untouched'],
  excluded: ['varchar', null],
  wall_seconds: ['bigint', null],
  business_seconds: ['bigint', null],
  follow_wall: ['bigint', 90 * DAY],
  follow_business: ['bigint', 30 * DAY],
  on_rep_clock: ['boolean', true],
  rep_wall: ['bigint', null],
  rep_business: ['bigint', null],
  rep_follow_wall: ['bigint', 90 * DAY],
  rep_follow_business: ['bigint', 30 * DAY],
  automated_seconds: ['bigint', null],
  policy_no: ['integer', 1],
  sla_policy: ['varchar', 'All'],
  sla_within: ['bigint', 4 * HOUR],
  sla_clock: ['varchar', 'calendar'],
  sla_state: ['varchar', 'breached_open'],
  sla_state_wall: ['varchar', 'breached_open'],
  sla_age: ['bigint', 90 * DAY],
  elapsed_a: ['bigint', null],
  elapsed_b: ['bigint', null],
  elapsed_c: ['bigint', null],
  first_contact_at: ['timestamp', null],
  attempts: ['integer', 0],
  attempts_in_time: ['integer', 0],
  attempts_due: ['boolean', true],
  fate: ['varchar', 'never_touched'],
  family: ['varchar', 'follow_up'],
  unowned_for_good: ['boolean', false],
  follow_up_flag: ['boolean', true],
  quality_flag: ['boolean', false],
  matured: ['boolean', true],
  rule_no: ['integer', null],
  routing_rule: ['varchar', null],
  routing_state: ['varchar', 'no_rules'],
  misrouted: ['boolean', null],
  owner_changes_before_touch: ['integer', 0],
  pingpong: ['boolean', false],
  mql_definition: ['boolean', null],
  sql_definition: ['boolean', null],
  context: ['boolean', null],
  never_after: ['boolean', true],
  schedule: ['varchar', ''],
};

/** The session with a `handoffs` table of these rows, `on_curve` as the model defines it, and `def_settings`. */
async function createHandoffs(session: Session, rows: readonly SmallRow[]): Promise<void> {
  const types = Object.fromEntries(Object.entries(COLUMNS).map(([name, [type]]) => [name, type]));
  const normal = Object.fromEntries(Object.entries(COLUMNS).map(([name, [, value]]) => [name, value]));
  const given = rows.map((row, index) => ({
    ...normal,
    handoff_key: index + 1,
    lead_key: index + 1,
    lead_id: `L${index + 1}`,
    closed_by: row['closed_at'] ?? null,
    ...row,
  }));
  // `createSmallTable` is too slow for rows of ninety columns
  await session.run(
    `create or replace table given as
     select unnest(from_json($rows::json, '[${JSON.stringify({handoff_key: 'integer', ...types})}]'), recursive := true)`,
    {rows: JSON.stringify(given)},
  );
  await session.run(`create or replace table handoffs as
    select
      * replace (coalesce(response_at, start_at + to_seconds(wall_seconds)) as response_at),
      excluded is null and outcome in ('responded', 'closed_untouched', 'open_untouched') as on_curve
    from given`);
  await session.run(`create or replace view logged_opportunities as ${readSql('model/logged_opportunities')}`);
  await session.run(`create or replace view logged_work as ${readSql('model/logged_work')}`);
  await session.run(`create or replace table def_settings as select
    timestamp '${AS_OF}' as as_of, 'America/New_York' as time_zone, 6 as min_attempts, 'buyer' as start_clock,
    ${30 * DAY}::bigint * 1000000 as rejection_within_us, ${30 * DAY}::bigint * 1000000 as mql_to_sql_us,
    ${90 * DAY}::bigint * 1000000 as opportunity_to_won_us,
    ${DAY}::bigint as accept_within, 'calendar' as accept_clock, 0.9::double as accept_target`);
  await session.run("create or replace macro local_start(t) as timezone('America/New_York', timezone('UTC', t))");
  await session.run(readSql('model/whole_seconds'));
  await createSmallTable(session, 'bare_dates', {name: 'varchar'}, []);
  await createSmallTable(session, 'missed_leads', {lead_key: 'integer', mql_definition: 'boolean'}, []);
  await createSmallTable(session, 'handoff_opportunities', DEAL, []);
}

export const DEAL = {
  opportunity_id: 'varchar',
  handoff_key: 'integer',
  amount_cents: 'bigint',
  currency: 'varchar',
  created_at: 'timestamp',
  closed_at: 'timestamp',
  is_closed: 'boolean',
  is_won: 'boolean',
};

let opened: Session | undefined;

afterAll(() => {
  opened?.close();
  opened = undefined;
});

/** Hands over the file's one session, with these handoffs in it. */
export async function withHandoffs<T>(rows: readonly SmallRow[], use: (session: Session) => Promise<T>): Promise<T> {
  opened ??= await openSession({threads: 1});
  await createHandoffs(opened, rows);
  return use(opened);
}

/** A model whose export carries everything but what is named in `without`. */
export function model(changes: Partial<Model> = {}, without: readonly string[] = []): Model {
  const definitions = changes.definitions ?? smallDefinitions();
  return {
    definitions,
    time_zone: 'America/New_York',
    has: (need: string) => !without.some(missing => need === missing || need.startsWith(`${missing}.`)),
    mql_known: true,
    horizons: {mql_to_sal: 7 * DAY, mql_to_sql: 30 * DAY, sql_to_opportunity: 60 * DAY, opportunity_to_won: 90 * DAY},
    lacks: {sla: [], routing: [], context: []},
    counts: {
      late: {},
      orphans: {},
      activities: 0,
      unknown_actor: 0,
      actor_not_in_users: 0,
      outreach: 0,
      ambiguous_names: 0,
      unknown_owner: 0,
      clamped: 0,
      invisible_closes: 0,
      unlinked_opportunities: 0,
    },
    ...changes,
  } as Model;
}

export const NO_GATES: ReadonlyMap<string, Gate> = new Map();

export function gate(id: string, state: GateState, text = 'as found'): ReadonlyMap<string, Gate> {
  return new Map([[id, {id, title: '', state, text, value: null, n: null, remedy: null}]]);
}

/** The measure of exactly this id and segment. */
export function find(measures: readonly Measure[], id: string, segment: Segment = {}): Measure {
  const entries = (of: Segment) => JSON.stringify(Object.entries(of).sort());
  const found = measures.filter(measure => measure.id === id && entries(measure.segment) === entries(segment));
  if (found.length !== 1) throw new Error(`${found.length} measures ${id} ${JSON.stringify(segment)}`);
  return found[0] as Measure;
}
