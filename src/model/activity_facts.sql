-- one row per activity of an exported lead that happened by as_of; narrow, what it is stands in activity_kinds
with
placed as (
    select
        a.rowid as row_id,
        l.counted_key as lead_key,
        k.kind_no,
        -- a meeting counts when it was booked, not when it is held
        case when k.type = 'meeting' then least(a.at, a.logged_at) else a.at end as at,
        a.at as said_at,
        a.logged_at,
        -- said to have happened more than 15 minutes before it was logged (SPEC 5, grade C)
        coalesce(epoch_us(a.logged_at) - epoch_us(a.at) > 900000000, false) as logged_late
    from export_activities a
    join lead_ids l on l.lead_id = a.lead_id
    join activity_kinds k
        on k.said_type is not distinct from a.type
        and k.said_direction is not distinct from a.direction
        and k.said_outcome is not distinct from a.outcome
        and k.actor is not distinct from a.actor
        and k.automated is not distinct from a.automated
        and k.completed is not distinct from a.completed
)

select p.*
from placed p
cross join def_settings s
where p.at <= s.as_of
