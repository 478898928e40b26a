-- one row per source and side of closing time: leads of the last open hour and of the first hour after it
with
intervals as (
    select
        schedule,
        epoch_us(open_at) as open_us,
        epoch_us(close_at) as close_us,
        epoch_us(lead(open_at) over (partition by schedule order by open_at)) as next_open_us
    from calendar
),

-- the end of a day: not a lunch break, and a whole open hour before it
closings as (
    select schedule, close_us
    from intervals
    where close_us - open_us >= 3600000000 and coalesce(next_open_us - close_us >= 21600000000, true)
),

-- no interval ends inside a slot, so an hour is a whole number of them
hours as (
    select schedule, 'before' as side, unnest(range((close_us - 3600000000) // g.slot_us, close_us // g.slot_us)) as slot
    from closings
    cross join def_slot g
    union all
    select schedule, 'after', unnest(range(close_us // g.slot_us, (close_us + 3600000000) // g.slot_us))
    from closings
    cross join def_slot g
),

-- every lead that arrived then, whatever was done about it
arrived as (
    select
        h.source,
        b.side,
        -- answered within the hour: did the later ones wait longer at all?
        coalesce(h.outcome = 'responded' and h.wall_seconds <= 3600, false) as soon,
        coalesce(h.reached_sql and epoch_us(h.sql_time) - epoch_us(h.start_at) <= $window::bigint * 1000000, false) as converted
    from handoffs h
    cross join def_settings s
    cross join def_slot g
    join hours b on b.schedule = h.schedule and b.slot = epoch_us(h.start_at) // g.slot_us
    where h.excluded is null
        and not (h.reached_sql and h.sql_time is null)
        and epoch_us(h.start_at) <= epoch_us(s.as_of) - $window::bigint * 1000000
)

select
    source,
    count(*) filter (side = 'before')::integer as before,
    count(*) filter (side = 'before' and converted)::integer as before_sqls,
    count(*) filter (side = 'before' and soon)::integer as before_soon,
    count(*) filter (side = 'after')::integer as after,
    count(*) filter (side = 'after' and converted)::integer as after_sqls,
    count(*) filter (side = 'after' and soon)::integer as after_soon
from arrived
group by source
order by source nulls last
