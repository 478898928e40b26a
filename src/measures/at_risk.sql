-- one row per source and fit: leads still waiting past their promise, and what slow ones of their kind became (METHODS 5.2)
with
marked as (
    select
        h.source,
        h.icp,
        h.mql_definition,
        h.family = 'at_risk' as at_risk,
        h.excluded is null
            and h.sla_state in ('breached_late', 'breached_open', 'breached_closed')
            and epoch_us(h.start_at) <= epoch_us(s.as_of) - $window::bigint * 1000000
            and not (h.reached_opportunity and h.opportunity_time is null) as slow,
        coalesce(
            h.reached_opportunity and epoch_us(h.opportunity_time) - epoch_us(h.start_at) <= $window::bigint * 1000000,
            false
        ) as became,
        h.amount_cents
    from handoffs h
    cross join def_settings s
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
    from marked
    where amount_cents is not null
    group by grouping sets ((), (source, icp, mql_definition))
),

whole as (
    select
        count(m.amount_cents) as amounts,
        sum(least(m.amount_cents, c.ceiling)) as total,
        max(c.median) as median
    from marked m
    join ceilings c on c.overall
    where m.amount_cents is not null
),

strata as (
    select
        m.source,
        m.icp,
        m.mql_definition,
        count(*) filter (m.at_risk) as waiting,
        count(*) filter (m.slow) as slow,
        count(*) filter (m.slow and m.became) as became,
        count(m.amount_cents) as amounts,
        sum(case when m.amount_cents is not null then least(m.amount_cents, c.ceiling) end) as total,
        max(c.median) as median
    from marked m
    left join ceilings c on not c.overall
        and c.source is not distinct from m.source
        and c.icp is not distinct from m.icp
        and c.mql_definition is not distinct from m.mql_definition
    group by m.source, m.icp, m.mql_definition
)

select
    t.waiting::integer as waiting,
    t.slow::integer as slow,
    t.became::integer as became,
    -- too few deals of its own: the amounts of all
    (case when t.amounts >= $min_amounts::integer then t.total else w.total end)::bigint as amount_sum,
    (case when t.amounts >= $min_amounts::integer then t.amounts else w.amounts end)::integer as amounts,
    (case when t.amounts >= $min_amounts::integer then t.median else w.median end)::bigint as median
from strata t
cross join whole w
where t.waiting > 0
order by t.source nulls last, t.icp nulls last, t.mql_definition nulls last
