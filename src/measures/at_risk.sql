-- one row per source and fit: leads still waiting past their promise, and what slow ones of their kind became (METHODS 5.2)
with
-- the few handoffs with money
amounts as (
    select source, icp, mql_definition, amount_cents from handoffs where amount_cents is not null
),

-- the largest one in twenty amounts count as the next largest
ceilings as (
    select
        source,
        icp,
        mql_definition,
        grouping(source, icp, mql_definition) > 0 as overall,
        quantile_disc(amount_cents, 0.95) as ceiling,
        quantile_disc(amount_cents, 0.5) as median
    from amounts
    group by grouping sets ((), (source, icp, mql_definition))
),

whole as (
    select count(*) as amounts, sum(least(a.amount_cents, c.ceiling)) as total, max(c.median) as median
    from amounts a
    join ceilings c on c.overall
),

own as (
    select
        a.source,
        a.icp,
        a.mql_definition,
        count(*) as amounts,
        sum(least(a.amount_cents, c.ceiling)) as total,
        max(c.median) as median
    from amounts a
    join ceilings c on not c.overall
        and c.source is not distinct from a.source
        and c.icp is not distinct from a.icp
        and c.mql_definition is not distinct from a.mql_definition
    group by a.source, a.icp, a.mql_definition
),

marked as (
    select
        h.source,
        h.icp,
        h.mql_definition,
        h.family = 'at_risk' as at_risk,
        h.sla_state in ('breached_late', 'breached_open', 'breached_closed') as slow,
        epoch_us(h.start_at) <= epoch_us(s.as_of) - $window::bigint * 1000000
            and not (h.reached_opportunity and h.opportunity_time is null) as counted,
        coalesce(
            h.reached_opportunity and epoch_us(h.opportunity_time) - epoch_us(h.start_at) <= $window::bigint * 1000000,
            false
        ) as became
    from handoffs h
    cross join def_settings s
    where h.family = 'at_risk' or h.sla_state in ('breached_late', 'breached_open', 'breached_closed')
),

strata as (
    select
        source,
        icp,
        mql_definition,
        count(*) filter (at_risk) as waiting,
        count(*) filter (slow and counted) as slow,
        count(*) filter (slow and counted and became) as became
    from marked
    group by source, icp, mql_definition
)

select
    t.waiting::integer as waiting,
    t.slow::integer as slow,
    t.became::integer as became,
    -- too few deals of its own: the amounts of all
    (case when o.amounts >= $min_amounts::integer then o.total else w.total end)::bigint as amount_sum,
    (case when o.amounts >= $min_amounts::integer then o.amounts else w.amounts end)::integer as amounts,
    (case when o.amounts >= $min_amounts::integer then o.median else w.median end)::bigint as median
from strata t
cross join whole w
left join own o on o.source is not distinct from t.source
    and o.icp is not distinct from t.icp
    and o.mql_definition is not distinct from t.mql_definition
where t.waiting > 0
order by t.source nulls last, t.icp nulls last, t.mql_definition nulls last
