-- one row per handoff: the span in which an activity can belong to it, in microseconds of the epoch
select
    h.handoff_key,
    h.lead_key,
    epoch_us(h.start_at) as start_us,
    -- up to 300 s before the start is clock skew (METHODS 1.2)
    epoch_us(h.start_at) - 300000000 as touch_from_us,
    -- human outreach up to 7 days before, after the previous close, means the rep was there first
    greatest(epoch_us(h.start_at) - 604800000000, coalesce(second_after(h.previous_close_at), 0)) as working_from_us,
    -- within a second the touch came before the close (SPEC 13, Clock)
    coalesce(second_after(c.closed_by) - 1, epoch_us(s.as_of)) as end_us,
    epoch_us(h.start_at) + s.attempts_within_us as attempts_until_us,
    coalesce(epoch_us(h.next_mql_at), 9223372036854775807) as next_mql_us,
    c.closed_at is not null as closed
from starts h
cross join def_settings s
left join cycle_closes c using (handoff_key)
