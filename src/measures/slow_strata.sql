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

-- counted once per arm, then put side by side: a million leads are a few hundred rows
arms as (
    select source, icp, mql_definition, quarter, arm, young, timeless, count(*) as n, count(*) filter (converted) as sqls
    from followed
    group by all
),

marked as (
    select *, not young and not timeless as counted from arms
)

select
    source,
    icp,
    mql_definition,
    quarter::varchar as quarter,
    coalesce(sum(sqls) filter (counted and arm = 'fast'), 0)::integer as x1,
    coalesce(sum(n) filter (counted and arm = 'fast'), 0)::integer as n1,
    coalesce(sum(sqls) filter (counted and arm = 'slow'), 0)::integer as x0,
    coalesce(sum(n) filter (counted and arm = 'slow'), 0)::integer as n0,
    coalesce(sum(sqls) filter (counted and arm = 'closed'), 0)::integer as closed_sqls,
    coalesce(sum(n) filter (counted and arm = 'closed'), 0)::integer as closed,
    coalesce(sum(sqls) filter (counted and arm = 'unlogged'), 0)::integer as unlogged_sqls,
    coalesce(sum(n) filter (counted and arm = 'unlogged'), 0)::integer as unlogged,
    coalesce(sum(n) filter (counted and arm = 'self_booked'), 0)::integer as self_booked,
    coalesce(sum(n) filter (counted and arm = 'no_promise'), 0)::integer as no_promise,
    coalesce(sum(n) filter (young), 0)::integer as young,
    coalesce(sum(n) filter (not young and timeless), 0)::integer as no_time
from marked
group by source, icp, mql_definition, quarter
order by source nulls last, icp nulls last, mql_definition nulls last, quarter nulls last
