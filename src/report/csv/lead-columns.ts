import {type Column, column} from './table.ts';

/** A row of the model, under the names below. */
export type ModelRow = Readonly<Record<string, unknown>>;

/** Every state (METHODS 2.1). */
const SLA_STATES =
  'met, met_not_due (kept before it fell due), pending, breached_late, breached_open, breached_closed (untouched), ' +
  'closed_untouched_in_window, self_booked, unknown_unlogged (progressed without a logged touch), no_sla, ' +
  'not_assigned, excluded_already_working, excluded_bulk_import, excluded_before_activities';

/** Verdicts on a lead's latest handoff, to load back into the CRM under its own id. */
export const LEAD_COLUMNS: readonly Column<ModelRow>[] = [
  column('lead_id', 'text', 'the CRM’s id'),
  column('cycle', 'integer', 'which MQL of the lead this row shows, from 1: its latest'),
  column('handoffs', 'integer', 'how many handoffs the lead had; the earlier ones are in handoffs.csv'),
  column('start_at', 'time', 'when the buyer’s clock starts'),
  column('source', 'text', 'as exported'),
  column('outcome', 'text', 'responded, self_booked, unlogged, closed_untouched, open_untouched'),
  column('excluded', 'text', 'why it is left out of response and SLA; blank where it counts'),
  column('first_response_at', 'time', 'first human touch'),
  column('first_response_by', 'text', 'user id'),
  column('first_response_seconds', 'seconds', 'from the start, wall clock'),
  column('first_response_business_seconds', 'seconds', 'the same in business hours'),
  column('evidence_grade', 'text', 'A two-way, B stamped by the system, C logged later by hand'),
  column('attempts', 'integer', 'human outreach up to the close'),
  column('first_human_owner', 'text', 'user id'),
  column('first_human_owner_at', 'time', 'when a person first owned it'),
  column('current_owner', 'text', 'owner as of the audit'),
  column('sla_policy', 'text', 'the promise that applies'),
  column('sla_within_seconds', 'seconds', 'the promise'),
  column('sla_clock', 'text', 'business or calendar'),
  column('sla_state', 'text', SLA_STATES),
  column('accepted_at', 'time', 'accepted by sales; a date where the export gives no time, as in the next two'),
  column('sql_at', 'time', 'became an SQL'),
  column('closed_at', 'time', 'rejected, disqualified or recycled'),
  column('close_kind', 'text', 'which of the three'),
  column('reason', 'text', 'as exported'),
  column('reason_code', 'text', 'the reason of the definitions it stands for'),
  column('reason_verdict', 'text', 'supported, contradicted or undetermined by the lead’s own data'),
  column('fate', 'text', 'what became of it'),
  column('family', 'text', 'follow_up, quality, disputed, at_risk, alive, progressed, unknown'),
  column('follow_up_flag', 'boolean', 'follow-up failed, asked on its own'),
  column('quality_flag', 'boolean', 'quality failed, asked on its own'),
  column('routing_rule', 'text', 'the first rule that is true of it'),
  column('routing_state', 'text', 'matched, uncovered, undetermined, no_rules'),
  column('expected_team', 'text', 'where the rule sends it'),
  column('misrouted', 'boolean', 'it went elsewhere'),
  column('mql_definition', 'boolean', 'met the written MQL definition at the MQL; blank: undetermined'),
  column('sql_definition', 'boolean', 'met the written SQL definition; blank: undetermined'),
];

/** Every handoff, the earlier cycles of a lead too. */
export const HANDOFF_COLUMNS: readonly Column<ModelRow>[] = [
  column('lead_id', 'text', 'the CRM’s id'),
  column('cycle', 'integer', 'which MQL of the lead, from 1'),
  column('latest', 'boolean', 'the cycle that leads.csv shows'),
  column('start_at', 'time', 'when the buyer’s clock starts'),
  column('source', 'text', 'as exported'),
  column('outcome', 'text', 'responded, self_booked, unlogged, closed_untouched, open_untouched'),
  column('sla_policy', 'text', 'the promise that applies'),
  column('sla_state', 'text', SLA_STATES),
  column('close_kind', 'text', 'rejected, disqualified or recycled'),
  column('reason_code', 'text', 'the reason of the definitions it stands for'),
  column('fate', 'text', 'what became of it'),
  column('family', 'text', 'follow_up, quality, disputed, at_risk, alive, progressed, unknown'),
];

/** Handoffs whose promise was broken, the longest overdue first. */
export const BREACH_COLUMNS: readonly Column<ModelRow>[] = [
  column('lead_id', 'text', 'the CRM’s id'),
  column('cycle', 'integer', 'which MQL of the lead, from 1'),
  column('source', 'text', 'as exported'),
  column('start_at', 'time', 'when the clock starts'),
  column('sla_policy', 'text', 'the promise that was broken'),
  column('sla_within_seconds', 'seconds', 'the promise'),
  column('sla_clock', 'text', 'business or calendar'),
  column('sla_state', 'text', 'breached_late, breached_open, breached_closed'),
  column(
    'waited_seconds',
    'seconds',
    'on that clock, to the response, else the audit; blank where it was closed untouched',
  ),
  column('overdue_seconds', 'seconds', 'beyond the promise'),
  column('first_human_owner', 'text', 'user id'),
  column('current_owner', 'text', 'owner as of the audit'),
];
