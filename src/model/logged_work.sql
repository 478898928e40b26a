-- one row per team (null: of none), and one for the whole: how much of the work that was certainly done is logged
-- What gate G8, the check logging-coverage and every doubt about one team read.
with
counted as (
    select
        grouping(team) = 1 as whole,
        team,
        count(*)::integer as opportunities,
        count(*) filter (logged)::integer as logged
    from logged_opportunities
    group by grouping sets ((), (team))
)

select
    *,
    -- METHODS 9, G8; of fewer opportunities, 20 in all or 10 of one team, nothing can be told
    case
        when opportunities < case when whole then 20 else 10 end then 'not_measurable'
        when logged < 0.5 * opportunities then 'hard'
        when logged < 0.8 * opportunities then 'soft'
        else 'pass'
    end as state
from counted
