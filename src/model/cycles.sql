-- one row per kept lead and MQL cycle (METHODS 3.1, SPEC 13)
with
-- where nobody is an MQL every lead is handed off once, from its inquiry or creation
instants as (
    select m.lead_key, m.at as mql_at
    from mql_stamps m
    cross join def_settings s
    where m.at <= s.as_of
    union all
    select l.lead_key, null
    from stg_leads l
    cross join def_settings s
    where not s.mql_known
),

kept as (
    select i.*
    from instants i
    join population p using (lead_key)
    where p.step = 'kept'
),

-- a close at the very second of an MQL comes after it
with_close as (
    select
        *,
        lag(mql_at) over (partition by lead_key order by mql_at) as previous_mql_at
    from kept
),

opening as (
    select w.*
    from with_close w
    where w.previous_mql_at is null
        or exists (
            select 1 from lead_closes c
            where c.lead_key = w.lead_key and c.closed_by >= w.previous_mql_at and c.closed_by < w.mql_at
        )
)

select
    lead_key,
    row_number() over (partition by lead_key order by mql_at)::integer as cycle,
    mql_at,
    lead(mql_at) over (partition by lead_key order by mql_at) as next_mql_at
from opening
