-- one row per active person with a limit of open leads: the open leads now and at the end of each local day (METHODS 8, overload)
with
changes as (
    select owner, from_at as at, 1 as opened, 0 as gone from open_spells
    union all
    select owner, to_at, 0, 1 from open_spells where to_at is not null
),

-- by the quarter of an hour first, which no local midnight divides: few rows are left whose local day has to be told
quarters as (
    select owner, epoch_us("at") // 900000000 as quarter, sum(opened)::bigint as opened, sum(gone)::bigint as gone
    from changes
    group by owner, epoch_us("at") // 900000000
),

days as (
    select
        owner,
        local_start(make_timestamp(quarter * 900000000))::date as day,
        sum(opened)::bigint as opened,
        sum(gone)::bigint as gone
    from quarters
    group by owner, local_start(make_timestamp(quarter * 900000000))::date
),

loads as (
    select
        d.owner,
        d.day,
        sum(d.opened - d.gone) over (partition by d.owner order by d.day)::bigint as load,
        coalesce(lead(d.day) over (partition by d.owner order by d.day), local_start(s.as_of)::date + 1) as until_day
    from days d
    cross join def_settings s
),

limits as (
    select user_id as owner, coalesce(capacity, $limit::double) as capacity
    from stg_users
    where kind = 'person' and active and coalesce(capacity, $limit) is not null
),

over_time as (
    select
        m.owner,
        arg_max(l.load, l.day)::bigint as open_now,
        max(l.load)::bigint as peak,
        -- the first day of the peak
        arg_max(l.day, l.load * 1000000 - (l.day - date '1970-01-01')) as peak_day,
        sum(l.until_day - l.day)::bigint as days,
        coalesce(sum(l.until_day - l.day) filter (l.load > m.capacity), 0)::bigint as days_over,
        min(l.day) as first_day
    from limits m
    join loads l using (owner)
    group by m.owner
),

-- the last eight weeks
flow as (
    select
        d.owner,
        sum(d.opened) filter (d.day > local_start(s.as_of)::date - 56)::bigint as arrivals,
        sum(d.gone) filter (d.day > local_start(s.as_of)::date - 56)::bigint as gone
    from days d
    cross join def_settings s
    group by d.owner
)

select
    m.owner,
    m.capacity,
    coalesce(o.open_now, 0)::integer as open_now,
    coalesce(o.peak, 0)::integer as peak,
    o.peak_day::varchar as peak_day,
    coalesce(o.days, 0)::integer as days,
    coalesce(o.days_over, 0)::integer as days_over,
    coalesce(f.arrivals, 0)::integer as arrivals,
    coalesce(f.gone, 0)::integer as gone,
    -- days of the eight weeks since the person's first lead
    case when o.days < 56 then o.days when o.days is not null then 56 end::integer as flow_days
from limits m
left join over_time o using (owner)
left join flow f using (owner)
