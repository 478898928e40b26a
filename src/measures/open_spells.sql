-- one row per handoff and spell in which a person had it while it was open (not closed, not at the SQL stage); to_at is null where it is open still
with
open_handoffs as (
    select handoff_key, lead_key, start_at, least(closed_by, sql_time) as ended_at
    from handoffs
    -- an SQL stage reached at a time the export does not give: nobody knows until when it was open
    where not (reached_sql and sql_time is null)
)

select
    h.handoff_key,
    o.owner::varchar as owner,
    greatest(o.from_at, h.start_at) as from_at,
    least(o.to_at, h.ended_at) as to_at
from open_handoffs h
cross join def_settings s
join owner_spans o on o.lead_key = h.lead_key and o.owner_kind = 'person'
where o.from_at < least(h.ended_at, s.as_of)
    and coalesce(o.to_at, timestamp '9999-12-31') > h.start_at
    and (h.ended_at is null or h.ended_at > h.start_at)
