-- one row per schedule and slot of def_slot.slot_us; no interval begins or ends inside a slot
--
-- Of the ten years before as_of every slot is there. A lead of 1970 is a typing error, and may not cost a million slots
-- that nobody asks for: further back only the days are there on which something happened.
with
settings as (
    select
        g.slot_us,
        epoch_us(s.as_of) // g.slot_us as last_slot,
        epoch_us(s.as_of - interval 10 year) // 86400000000 as dense_from_day,
        epoch_us(s.as_of) // 86400000000 as last_day,
        g.first_us // g.slot_us as first_slot
    from def_settings s
    cross join def_slot g
),

-- every instant that a business clock is asked about is one of these, or as_of
moments as (
    select start_at as moment from starts
    union all
    select from_at from owner_spans
    union all
    select "at" from activity_facts
    union all
    select unnest([closed_at, closed_by]) from cycle_closes
    union all
    select unnest([sql_time, accepted_time, opportunity_time]) from progress
),

days as (
    select unnest(range(dense_from_day, last_day + 1)) as day from settings
    union
    select epoch_us(moment) // 86400000000
    from moments
    cross join settings
    where epoch_us(moment) < dense_from_day * 86400000000
),

slots as (
    select c.schedule, d.day * (86400000000 // s.slot_us) + n.place as slot, s.slot_us
    from days d
    cross join settings s
    cross join (select unnest(range(86400000000 // max(slot_us))) as place from settings) n
    cross join def_schedule c
    where d.day * (86400000000 // s.slot_us) + n.place between s.first_slot and s.last_slot
)

select
    s.schedule,
    s.slot,
    s.slot * s.slot_us as from_us,
    -- every slot is open or closed as a whole
    coalesce(c.before_us + least(c.open_us, s.slot * s.slot_us - epoch_us(c.open_at)), 0) as before_us,
    coalesce(s.slot * s.slot_us < epoch_us(c.close_at), false) as open
from slots s
asof left join calendar c on c.schedule = s.schedule and s.slot * s.slot_us >= epoch_us(c.open_at)
