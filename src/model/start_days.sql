-- one row per local day on which a clock can have started
select unnest(range(
    -- an older date is a typing error and has no week
    (select greatest(min(least(inquiry_at, mql_at, created_at))::date - 1, date '1970-01-01') from stg_leads)::timestamp,
    (select as_of::date + 2 from def_settings)::timestamp,
    interval 1 day
))::date as day
