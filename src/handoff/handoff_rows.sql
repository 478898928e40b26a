-- one row per handoff, a lead and one MQL cycle: what came of it, so that rows sum to the ledger
select
    lead_id,
    cycle,
    cycle = max(cycle) over (partition by lead_key) as latest,
    start_at,
    source,
    outcome::varchar as outcome,
    sla_policy,
    sla_state::varchar as sla_state,
    close_kind::varchar as close_kind,
    reason_code,
    fate::varchar as fate,
    family::varchar as family
from handoffs
order by lead_id, lead_key, cycle
