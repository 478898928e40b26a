-- one row per local month from the first start to as_of: the instant it begins at
with
span as (
    select
        timezone($time_zone, timezone('UTC', least(min(h.start_at), min(h.mql_at)))) as first_local,
        timezone($time_zone, timezone('UTC', s.as_of)) as last_local
    from def_settings s
    left join handoffs h on true
    group by s.as_of
)

select
    timezone('UTC', timezone($time_zone, month_start)) as from_at,
    strftime(month_start, '%Y-%m') as month
from (
    select unnest(generate_series(date_trunc('month', first_local) - interval 1 month, last_local, interval 1 month)) as month_start
    from span
)
