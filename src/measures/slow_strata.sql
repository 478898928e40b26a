-- one row per source, fit and quarter of the start: leads and SQLs by how they were answered, among those followed to the end
with
followed as (
    select
        h.source,
        h.icp,
        h.mql_definition,
        h.quarter,
        case
            when h.sla_state in ('met', 'met_not_due') then 'fast'
            when h.sla_state in ('breached_late', 'breached_open', 'breached_closed') then 'slow'
            -- out of both arms, printed or run as a sensitivity (METHODS 5.4)
            when h.sla_state = 'closed_untouched_in_window' then 'closed'
            when h.sla_state = 'unknown_unlogged' then 'unlogged'
            when h.sla_state = 'self_booked' then 'self_booked'
            -- no policy, or nobody to keep it
            else 'no_promise'
        end as arm,
        epoch_us(h.start_at) > epoch_us(s.as_of) - $window::bigint * 1000000 as young,
        h.reached_sql and h.sql_time is null as timeless,
        coalesce(h.reached_sql and epoch_us(h.sql_time) - epoch_us(h.start_at) <= $window::bigint * 1000000, false) as converted
    from handoffs h
    cross join def_settings s
    where h.excluded is null
),

marked as (
    select *, not young and not timeless as counted from followed
)

select
    source,
    icp,
    mql_definition,
    quarter::varchar as quarter,
    count(*) filter (counted and arm = 'fast' and converted)::integer as x1,
    count(*) filter (counted and arm = 'fast')::integer as n1,
    count(*) filter (counted and arm = 'slow' and converted)::integer as x0,
    count(*) filter (counted and arm = 'slow')::integer as n0,
    count(*) filter (counted and arm = 'closed' and converted)::integer as closed_sqls,
    count(*) filter (counted and arm = 'closed')::integer as closed,
    count(*) filter (counted and arm = 'unlogged' and converted)::integer as unlogged_sqls,
    count(*) filter (counted and arm = 'unlogged')::integer as unlogged,
    count(*) filter (counted and arm = 'self_booked')::integer as self_booked,
    count(*) filter (counted and arm = 'no_promise')::integer as no_promise,
    count(*) filter (young)::integer as young,
    count(*) filter (not young and timeless)::integer as no_time
from marked
group by all
order by source nulls last, icp nulls last, mql_definition nulls last, quarter nulls last
