import type {Definitions, Reason} from '../definitions/definitions.ts';
import type {Session, Values} from '../engine/session.ts';
import {together} from '../engine/together.ts';
import type {Export} from '../ingest/export.ts';
import {FATES} from './fates.ts';
import {createSmallTable, type SmallTable} from './small-table.ts';
import {readWords} from './words.ts';

export interface Window {
  since: string | null;
  until: string | null;
}

/** The tables def_*: the company's definitions, as the relations of the model read them. */
export async function createDefinitionTables(
  session: Session,
  definitions: Definitions,
  queuesOfSystem: readonly string[],
): Promise<void> {
  const {sla, routing, dispositions, response, business_hours} = definitions;
  const words = readWords();
  const noContact = new Set(words.filter(({list}) => list === 'no_contact_reason').map(({word}) => word));
  const tables: SmallTable[] = [
    ['def_word', {list: 'varchar', word: 'varchar', meaning: 'varchar'}, words],
    ['def_fate', {fate: 'varchar', family: 'varchar'}, FATES],
    [
      'def_sla',
      {policy_no: 'integer', policy: 'varchar', within_seconds: 'bigint', clock: 'varchar', target: 'double'},
      sla.map((policy, index) => ({
        policy_no: index + 1,
        policy: policy.name,
        within_seconds: policy.respond_within,
        clock: policy.clock,
        target: policy.target,
      })),
    ],
    [
      'def_reason',
      {
        reason_code: 'varchar',
        kind: 'varchar',
        vague: 'boolean',
        contact_required: 'boolean',
        needs_attempts: 'integer',
        has_true_if: 'boolean',
      },
      dispositions.reasons.map(reason => ({
        reason_code: reason.code,
        kind: reason.kind,
        vague: reason.vague,
        contact_required: needsContact(reason, noContact, dispositions.contact_required),
        needs_attempts: reason.needs_attempts,
        has_true_if: reason.true_if !== null,
      })),
    ],
    ['def_reason_label', {label: 'varchar', reason_code: 'varchar'}, reasonLabels(dispositions.reasons)],
    [
      'def_rule',
      {
        rule_no: 'integer',
        rule: 'varchar',
        to_team: 'varchar',
        to_user: 'varchar',
        to_queue: 'varchar',
        round_robin: 'boolean',
      },
      routing.rules.map((rule, index) => ({
        rule_no: index + 1,
        rule: rule.name,
        to_team: rule.to.team ?? null,
        to_user: rule.to.user ?? null,
        to_queue: rule.to.queue ?? null,
        round_robin: rule.distribute === 'round_robin',
      })),
    ],
    [
      'def_queue',
      {queue: 'varchar'},
      [...new Set([...routing.queues, ...queuesOfSystem].map(queue => queue.toLowerCase()))].map(queue => ({queue})),
    ],
    ['def_counted_type', {type: 'varchar'}, response.counts.map(type => ({type}))],
    ['def_schedule', {schedule: 'varchar'}, ['', ...Object.keys(business_hours.teams)].map(schedule => ({schedule}))],
  ];
  await together(tables.map(table => () => createSmallTable(session, ...table)));
}

/** SPEC 13, Closes: an explicit word wins; a predicate that data can check, or a reason such as spam, needs no contact. */
function needsContact(reason: Reason, noContact: ReadonlySet<string>, companyDefault: boolean | null): boolean {
  if (reason.contact_required !== null) return reason.contact_required;
  if (reason.true_if !== null) return false;
  const texts = [reason.code.replaceAll('_', ' '), ...reason.labels].map(text => text.trim().toLowerCase());
  return texts.some(text => noContact.has(text)) ? false : (companyDefault ?? true);
}

/** A label that two reasons claim goes to the first; `validate` warns about it. */
function reasonLabels(reasons: readonly Reason[]): {label: string; reason_code: string}[] {
  const codes = new Map<string, string>();
  for (const {code, labels} of reasons)
    for (const text of [code, ...labels]) {
      const label = text.trim().toLowerCase();
      if (!codes.has(label)) codes.set(label, code);
    }
  return [...codes].map(([label, reason_code]) => ({label, reason_code}));
}

/** `def_settings`: one row, every number the relations of the model need. Times are microseconds, `as_of` an instant. */
export async function createSettings(
  session: Session,
  definitions: Definitions,
  source: Export,
  asOf: number,
  window: Window,
): Promise<void> {
  const {follow_up, response, funnel, acceptance, dispositions} = definitions;
  const values: Values = {
    as_of: asOf,
    since: window.since,
    until: window.until,
    time_zone: definitions.time_zone,
    has_activities: source.tables.activities.present,
    has_actors: source.tables.activities.columns.has('actor'),
    has_users: source.tables.users.present,
    has_owners: source.tables.leads.columns.has('owner') || source.tables.owner_history.present,
    has_signals: source.tables.signals.present,
    has_old_values: source.tables.field_history.columns.has('old_value'),
    automated_counts: response.automated_counts,
    start_clock: response.start,
    contact_required: dispositions.contact_required ?? true,
    min_attempts: follow_up.min_attempts,
    attempts_within: follow_up.within,
    stalled_after: follow_up.stalled_after,
    never_after: follow_up.never_after,
    inquiry_within: response.inquiry_within,
    rejection_within: funnel.rejection,
    accept_within: acceptance?.accept_within ?? null,
    accept_clock: acceptance?.clock ?? null,
    accept_target: acceptance?.target ?? null,
  };
  await session.run(CREATE_SETTINGS, values);
}

const CREATE_SETTINGS = /* sql */ `
  create or replace table def_settings as
  select
      make_timestamp($as_of::bigint) as as_of,
      $since::date as since,
      $until::date as until,
      $time_zone::varchar as time_zone,
      $has_activities::boolean as has_activities,
      $has_actors::boolean as has_actors,
      $has_users::boolean as has_users,
      $has_owners::boolean as has_owners,
      $has_signals::boolean as has_signals,
      $has_old_values::boolean as has_old_values,
      $automated_counts::boolean as automated_counts,
      $start_clock::varchar as start_clock,
      $contact_required::boolean as contact_required,
      $min_attempts::integer as min_attempts,
      $attempts_within::bigint * 1000000 as attempts_within_us,
      $stalled_after::bigint * 1000000 as stalled_after_us,
      $never_after::bigint * 1000000 as never_after_us,
      $inquiry_within::bigint * 1000000 as inquiry_within_us,
      $rejection_within::bigint * 1000000 as rejection_within_us,
      $accept_within::bigint as accept_within,
      $accept_clock::varchar as accept_clock,
      $accept_target::double as accept_target,
      -- filled once the stages and stamps are known
      true as mql_known,
      null::bigint as mql_to_sal_us,
      null::bigint as mql_to_sql_us,
      null::bigint as sql_to_opportunity_us,
      null::bigint as opportunity_to_won_us`;
