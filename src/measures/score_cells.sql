-- one row per quarter of the start (and one without, for all quarters together) and score at the handoff
with
aged as (
    select
        h.quarter,
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
),

counted as (
    select
        quarter,
        score,
        count(*) as n,
        count(*) filter (qualified) as qualified,
        count(*) filter (not qualified) as not_qualified,
        count(*) filter (sql_young) as sql_young,
        count(*) filter (won) as won,
        count(*) filter (not won) as not_won,
        count(*) filter (won_young) as won_young
    from scored
    group by quarter, score
),

-- 2026-Q2 as 20262
numbered as (
    select left(quarter::varchar, 4)::double * 10 + right(quarter::varchar, 1)::double as quarter_no, * from counted
)

select
    quarter_no,
    score,
    sum(n)::double as n,
    sum(qualified)::double as qualified,
    sum(not_qualified)::double as not_qualified,
    sum(sql_young)::double as sql_young,
    sum(won)::double as won,
    sum(not_won)::double as not_won,
    sum(won_young)::double as won_young
from numbered
group by grouping sets ((score), (quarter_no, score))
order by quarter_no nulls first, score
