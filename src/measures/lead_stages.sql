-- one row: how many handoffs got how far (METHODS 5.1); a later stage does not need the ones before it
select
    count(*)::integer as handed_off,
    count(*) filter (first_human_owner is not null)::integer as owned,
    count(*) filter (attempts > 0)::integer as touched,
    count(*) filter (attempts >= s.min_attempts)::integer as attempted,
    count(*) filter (reached_sql)::integer as sql,
    count(*) filter (reached_opportunity)::integer as opportunity
from handoffs
cross join def_settings s
