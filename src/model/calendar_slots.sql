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

begins as (
    select s.schedule, s.slot, make_timestamp(s.slot * g.slot_us) as at
    from slots s cross join def_slot g
)

select
    b.schedule,
    b.slot,
    epoch_us(b.at) as from_us,
    open_before(b.at, c.open_at, c.open_us, c.before_us) as before_us,
    coalesce(b.at < c.close_at, false) as open
from begins b
asof left join calendar c on c.schedule = b.schedule and b.at >= c.open_at
