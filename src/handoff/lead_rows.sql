-- one row per lead with a handoff: the verdicts on its latest cycle, under the names that the CRM gets
select
    h.lead_id,
    h.cycle,
    c.handoffs,
    h.start_at,
    h.source,
    h.outcome::varchar as outcome,
    h.excluded::varchar as excluded,
    h.response_at as first_response_at,
    h.response_by::varchar as first_response_by,
    h.wall_seconds as first_response_seconds,
    h.business_seconds as first_response_business_seconds,
    h.evidence_grade::varchar as evidence_grade,
    h.attempts,
    h.first_human_owner::varchar as first_human_owner,
    h.first_human_owner_at,
    h.open_owner::varchar as current_owner,
    h.sla_policy,
    h.sla_within as sla_within_seconds,
    h.sla_clock,
    h.sla_state::varchar as sla_state,
    -- a date where the export gives no time of day
    shown_time(h.accepted_at, b.bare) as accepted_at,
    shown_time(h.sql_at, b.bare) as sql_at,
    shown_time(h.closed_at, b.bare) as closed_at,
    h.close_kind::varchar as close_kind,
    h.reason,
    h.reason_code,
    h.reason_verdict::varchar as reason_verdict,
    h.fate::varchar as fate,
    h.family::varchar as family,
    h.follow_up_flag,
    h.quality_flag,
    h.routing_rule,
    h.routing_state::varchar as routing_state,
    h.expected_team,
    h.misrouted,
    h.mql_definition,
    h.sql_definition
from handoffs h
cross join (select exists (select 1 from bare_dates) as bare) b
join (
    select lead_key, max(cycle) as cycle, count(*)::integer as handoffs
    from handoffs
    group by lead_key
) c on c.lead_key = h.lead_key and c.cycle = h.cycle
order by h.lead_id, h.lead_key
