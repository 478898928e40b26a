import type {SmallRow} from '../../src/model/small-table.ts';

export const AS_OF = '2026-09-30T12:00:00Z';
const DAY = 86_400;

/** `count` rows, each from its number. */
export function rows(count: number, row: SmallRow | ((index: number) => SmallRow)): SmallRow[] {
  return Array.from({length: count}, (_, index) => (typeof row === 'function' ? row(index) : row));
}

/** A moment `seconds` before the cut-off. */
export function ago(seconds: number): string {
  return new Date(Date.parse(AS_OF) - seconds * 1000).toISOString().replace('.000Z', '');
}

export const days = (count: number): number => count * DAY;

/** An answered handoff forty days old, in time, of a person, nothing wrong with it; a story says what differs. */
export const HEALTHY: SmallRow = {
  cycle: 1,
  source: 'Demo Request',
  campaign: 'Spring',
  country: 'US',
  team: 'inbound',
  schedule: '',
  start_at: ago(days(40)),
  created_at: ago(days(40)),
  mql_at: ago(days(40)),
  week: '2026-W34',
  month: '2026-08',
  quarter: '2026-Q3',
  first_human_owner: 'u1',
  owner: 'u1',
  open_owner: 'u1',
  open_owner_kind: 'person',
  reached_accepted: false,
  reached_sql: false,
  reached_opportunity: false,
  reached_won: false,
  needs_contact: true,
  outcome: 'responded',
  on_curve: true,
  first_attempt_at: ago(days(40) - 600),
  response_at: ago(days(40) - 600),
  wall_seconds: 600,
  business_seconds: 600,
  follow_wall: days(40),
  follow_business: days(13),
  on_rep_clock: true,
  rep_wall: 600,
  rep_business: 600,
  rep_follow_wall: days(40),
  rep_follow_business: days(13),
  policy_no: 1,
  sla_policy: 'All',
  sla_within: 14_400,
  sla_clock: 'calendar',
  sla_target: 0.9,
  sla_state: 'met',
  sla_elapsed: 600,
  sla_age: days(40),
  elapsed_b: 600,
  elapsed_c: 600,
  attempts: 1,
  attempts_in_time: 1,
  attempts_due: false,
  untouched: false,
  fate: 'working',
  matured: true,
  never_after: true,
  routing_state: 'no_rules',
  owner_changes_before_touch: 0,
  pingpong: false,
};

/** What an untouched open handoff differs in. */
export const UNTOUCHED: SmallRow = {
  outcome: 'open_untouched',
  first_attempt_at: null,
  response_at: null,
  wall_seconds: null,
  business_seconds: null,
  rep_wall: null,
  rep_business: null,
  sla_state: 'breached_open',
  sla_elapsed: null,
  elapsed_b: null,
  elapsed_c: null,
  attempts: 0,
  attempts_in_time: 0,
  untouched: true,
  fate: 'never_touched',
};
