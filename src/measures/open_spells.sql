-- one row per cycle and spell in which a person had it while it was open; to_at is null where it is open still
--
-- Of all cycles: who has many leads is full, whenever they came, and not only with those of the window.
select
    h.handoff_key,
    h.lead_id,
    o.owner::varchar as owner,
    greatest(o.from_at, h.start_at) as from_at,
    least(o.to_at, h.ended_at) as to_at
from open_handoffs h
cross join def_settings s
join owner_spans o on o.lead_key = h.lead_key and o.owner_kind = 'person'
where o.from_at < least(h.ended_at, s.as_of)
    and coalesce(o.to_at, timestamp '9999-12-31') > h.start_at
    and (h.ended_at is null or h.ended_at > h.start_at)
