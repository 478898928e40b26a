-- one row per handoff of one lead ($lead_key): what the story tells of it
select
    h.handoff_key,
    h.cycle,
    h.source,
    h.start_at,
    h.start_from,
    h.outcome::varchar as outcome,
    h.excluded::varchar as excluded,
    h.response_at,
    coalesce(u.name, h.response_by) as response_by,
    h.evidence_grade::varchar as evidence_grade,
    h.wall_seconds,
    h.business_seconds,
    h.follow_wall,
    h.follow_business,
    h.sla_policy,
    h.sla_within,
    h.sla_clock,
    h.sla_state::varchar as sla_state,
    h.sla_elapsed,
    h.sla_age,
    h.fate::varchar as fate,
    h.family::varchar as family,
    h.close_kind,
    h.reason,
    h.reason_verdict::varchar as reason_verdict,
    h.needs_contact,
    h.attempts,
    h.first_contact_at,
    h.last_touch_at,
    coalesce(o.name, h.open_owner, h.first_human_owner) as owner,
    h.routing_state::varchar as routing_state,
    h.routing_rule,
    h.expected_team,
    h.misrouted,
    h.mql_definition,
    h.opportunity_id,
    h.amount_cents,
    h.currency,
    s.min_attempts
from handoffs h
cross join def_settings s
left join stg_users u on u.user_id = h.response_by
left join stg_users o on o.user_id = coalesce(h.open_owner, h.first_human_owner)
where h.lead_key = $lead_key
order by h.cycle
