-- one row per quarter of an hour in which a stage was entered: its month in the company's zone; no offset changes inside one
with
stamps as (
    select coalesce(mql_at, start_at) as at from handoffs
    union all
    select accepted_time from handoffs
    union all
    select sql_time from handoffs
    union all
    select opportunity_time from handoffs
    union all
    select won_at from handoffs
),

slots as (
    select distinct epoch_us(t.at) // 900000000 as slot from stamps t where t.at is not null
)

select
    slot,
    strftime(timezone($time_zone, timezone('UTC', make_timestamp(slot * 900000000))), '%Y-%m') as month
from slots
