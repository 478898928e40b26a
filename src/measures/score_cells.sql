-- one row per quarter of the start (and one without, for all quarters together) and score at the handoff
with
aged as (
    select
        -- 2026-Q2 as 20262
        left(h.quarter::varchar, 4)::double * 10 + right(h.quarter::varchar, 1)::double as quarter,
        -- whole steps: what is finer than a ten-thousandth of the scale is no difference
        floor(h.score_at_mql / $step::double + 1e-6) as score,
        epoch_us(coalesce(h.mql_at, h.start_at)) as mql_us,
        epoch_us(s.as_of) as as_of_us,
        epoch_us(h.sql_time) as sql_us,
        epoch_us(h.won_at) as won_us,
        h.reached_sql,
        h.reached_won
    from handoffs h
    cross join def_settings s
    where isfinite(h.score_at_mql)
),

-- an outcome is null where the handoff is too young for it, or reached the stage at a time the export does not give
scored as (
    select
        quarter,
        score,
        as_of_us - mql_us < $sql_within::bigint * 1000000 as sql_young,
        as_of_us - mql_us < $won_within::bigint * 1000000 as won_young,
        case
            when not sql_young and not (reached_sql and sql_us is null)
                then coalesce(sql_us - mql_us <= $sql_within::bigint * 1000000, false)
        end as qualified,
        case
            when not won_young and not (reached_won and won_us is null)
                then coalesce(won_us - mql_us <= $won_within::bigint * 1000000, false)
        end as won
    from aged
)

select
    quarter,
    score,
    count(*)::double as n,
    (count(*) filter (qualified))::double as qualified,
    (count(*) filter (not qualified))::double as not_qualified,
    (count(*) filter (sql_young))::double as sql_young,
    (count(*) filter (won))::double as won,
    (count(*) filter (not won))::double as not_won,
    (count(*) filter (won_young))::double as won_young
from scored
group by grouping sets ((score), (quarter, score))
order by quarter nulls first, score
