-- one row per period, source, team, fit and response bucket: matured handoffs, and how many of them became SQLs in time
with
judged as (
    select
        h.quarter::varchar as quarter,
        h.month::varchar as month,
        h.source,
        h.team,
        case when h.mql_definition then 'fits' when not h.mql_definition then 'does not fit' else 'unknown' end as fit,
        case
            when h.excluded is not null then 'already_working'
            when h.outcome in ('self_booked', 'closed_untouched', 'unlogged') then h.outcome::varchar
            when h.outcome != 'responded' then 'untouched'
            when h.wall_seconds <= 300 then '0-5m'
            when h.wall_seconds <= 1800 then '5-30m'
            when h.wall_seconds <= 3600 then '30m-1h'
            when h.wall_seconds <= 14400 then '1-4h'
            when h.wall_seconds <= 86400 then '4-24h'
            when h.wall_seconds <= 172800 then '24-48h'
            else '>48h'
        end as bucket,
        coalesce(epoch_us(h.sql_time) - epoch_us(coalesce(h.mql_at, h.start_at)) <= s.mql_to_sql_us, false) as converted
    from handoffs h
    cross join def_settings s
    -- what was imported or is older than the activities was not handled; an SQL without a time cannot be in time
    where h.matured and (h.excluded is null or h.excluded = 'already_working')
        and not (h.reached_sql and h.sql_time is null)
)

select
    quarter,
    month,
    source,
    team,
    fit,
    bucket,
    count(*)::integer as n,
    count(*) filter (converted)::integer as x
from judged
group by quarter, month, source, team, fit, bucket
