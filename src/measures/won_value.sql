-- one row: what an SQL is worth, of those old enough to have been won: how many were, and for how much
with
qualified as (
    select
        h.handoff_key,
        coalesce(
            h.reached_won and epoch_us(h.won_at) - epoch_us(h.sql_time) <= s.sql_to_opportunity_us + s.opportunity_to_won_us,
            false
        ) as won
    from handoffs h
    cross join def_settings s
    where h.reached_sql
        and epoch_us(h.sql_time) <= epoch_us(s.as_of) - s.sql_to_opportunity_us - s.opportunity_to_won_us
),

-- one row per won handoff: its won deals together
amounts as (
    select handoff_key, sum(amount_cents)::bigint as amount_cents
    from handoff_opportunities
    where is_won and amount_cents is not null
    group by handoff_key
)

select
    (select count(*) from qualified)::integer as sqls,
    (select count(*) from qualified where won)::integer as won,
    count(*)::integer as amounts,
    coalesce(sum(amount_cents), 0)::bigint as total,
    quantile_disc(amount_cents, 0.5)::bigint as median,
    -- n times the sum of squared deviations, exact
    (count(*) * sum(amount_cents::hugeint * amount_cents) - sum(amount_cents::hugeint) * sum(amount_cents::hugeint))::double as scatter
from amounts
