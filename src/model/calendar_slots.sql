-- one row per schedule and slot of def_slot.slot_us; no interval begins or ends inside a slot
with
slots as (
    select
        d.schedule,
        unnest(range(
            (select min(epoch_us(open_at)) // max(g.slot_us) - 1 from calendar cross join def_slot g),
            (select epoch_us(s.as_of) // g.slot_us + 1 from def_settings s cross join def_slot g)
        )) as slot
    from def_schedule d
),

open_slots as (
    select
        c.schedule,
        unnest(range(epoch_us(c.open_at) // g.slot_us, epoch_us(c.close_at) // g.slot_us)) as slot,
        true as open
    from calendar c
    cross join def_slot g
),

marked as (
    select s.schedule, s.slot, coalesce(o.open, false) as open
    from slots s
    left join open_slots o using (schedule, slot)
)

select
    schedule,
    slot,
    slot * g.slot_us as from_us,
    -- every slot before this one is open or closed as a whole
    (count(*) filter (open) over (partition by schedule order by slot) - open::integer) * g.slot_us as before_us,
    open
from marked
cross join def_slot g
