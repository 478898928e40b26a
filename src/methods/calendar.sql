-- one row per open interval of a schedule, in UTC (METHODS 1.6)
--
-- No local time is ever turned into an instant: that has two answers, or none, in the hours in which clocks change
-- (METHODS 0.2). Instead the span is cut into spells in which the zone keeps its offset, and the hours, moved by the
-- offset, are cut to the spell. So an hour that comes twice counts twice, and one that never comes does not count.
with
hours as (
    select h[1] * 60000000 as open_us, h[2] * 60000000 as close_us
    from (select unnest(from_json($hours, '[["BIGINT"]]')) as h)
),

-- a local day lies within its UTC day give or take one
days as (
    select
        d.day,
        epoch_us(timezone($time_zone, timezone('UTC', d.day))) - epoch_us(d.day) as offset_us
    from (
        select unnest(generate_series(
            $from_day::timestamp - interval 1 day, $to_day::timestamp + interval 2 day, interval 1 day)) as day
    ) d
),

days_of_change as (
    select day from days qualify offset_us != lead(offset_us) over (order by day)
),

-- zones change their offset on whole minutes of UTC
instants as (
    (select day as instant from days order by day limit 1)
    union
    select unnest(generate_series(day, day + interval 1 day, interval 1 minute)) from days_of_change
),

offsets as (
    select
        epoch_us(instant) as instant_us,
        epoch_us(timezone($time_zone, timezone('UTC', instant))) - epoch_us(instant) as offset_us
    from instants
),

changes as (
    select instant_us, offset_us
    from offsets
    qualify offset_us is distinct from lag(offset_us) over (order by instant_us)
),

spells as (
    select instant_us as from_us, lead(instant_us) over (order by instant_us) as to_us, offset_us from changes
),

intervals as (
    select
        greatest(h.open_us - s.offset_us, s.from_us) as open_us,
        -- the last spell has no end: least ignores NULL
        least(h.close_us - s.offset_us, s.to_us) as close_us
    from hours h
    join spells s
        on h.close_us - s.offset_us > s.from_us
        and (s.to_us is null or h.open_us - s.offset_us < s.to_us)
)

select
    $schedule::varchar as schedule,
    make_timestamp(open_us) as open_at,
    make_timestamp(close_us) as close_at,
    close_us - open_us as open_us,
    (sum(close_us - open_us) over (order by open_us) - (close_us - open_us))::bigint as before_us
from intervals
order by open_at
