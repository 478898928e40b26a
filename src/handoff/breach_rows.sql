-- one row per handoff whose promise was broken, the longest overdue first; one that was closed untouched waited for nothing
with
broken as (
    select
        *,
        case sla_state when 'breached_late' then sla_elapsed when 'breached_open' then sla_age end as waited_seconds
    from handoffs
    where sla_state in ('breached_late', 'breached_open', 'breached_closed')
)

select
    lead_id,
    cycle,
    source,
    start_at,
    sla_policy,
    sla_within as sla_within_seconds,
    sla_clock,
    sla_state::varchar as sla_state,
    waited_seconds,
    waited_seconds - sla_within as overdue_seconds,
    first_human_owner::varchar as first_human_owner,
    open_owner::varchar as current_owner
from broken
order by overdue_seconds desc nulls last, lead_id, handoff_key
