-- one row per bucket of METHODS 1.5: handoffs followed for the whole window, and those that became SQLs inside it
with
followed as (
    select
        case
            when h.outcome = 'unlogged' then 'unlogged'
            when h.outcome = 'self_booked' then 'self_booked'
            when h.outcome = 'closed_untouched' then 'closed_untouched'
            when h.outcome = 'open_untouched' then case when h.never_after then 'never' else 'waiting' end
            when h.wall_seconds <= 300 then '0-5m'
            when h.wall_seconds <= 1800 then '5-30m'
            when h.wall_seconds <= 3600 then '30m-1h'
            when h.wall_seconds <= 14400 then '1-4h'
            when h.wall_seconds <= 86400 then '4-24h'
            when h.wall_seconds <= 172800 then '24-48h'
            else '>48h'
        end as bucket,
        epoch_us(s.as_of) - $window::bigint * 1000000 as latest_us,
        epoch_us(h.start_at) as start_us,
        -- up to 300 s early counts as 0 (METHODS 1.2)
        epoch_us(greatest(h.response_at, h.start_at)) as touch_us,
        h.response_at is not null as touched,
        case when h.reached_sql then epoch_us(h.sql_time) end as sql_us,
        h.reached_sql and h.sql_time is null as timeless
    from handoffs h
    cross join def_settings s
    where h.excluded is null
)

select
    bucket,
    count(*) filter (start_us <= latest_us and not timeless)::integer as n,
    count(*) filter (start_us <= latest_us and sql_us - start_us <= $window::bigint * 1000000)::integer as sqls,
    count(*) filter (start_us > latest_us)::integer as young,
    count(*) filter (touched and touch_us <= latest_us and not timeless)::integer as touched,
    count(*) filter (touched and touch_us <= latest_us and sql_us - touch_us <= $window::bigint * 1000000)::integer as touched_sqls,
    count(*) filter (touched and touch_us > latest_us)::integer as touched_young,
    count(*) filter (timeless)::integer as no_time
from followed
group by bucket
order by bucket
