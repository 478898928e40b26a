-- one row per handoff: the moment at which the SQL-stage definition is judged
select h.handoff_key, h.lead_key, coalesce(p.sql_at, s.as_of) as at, h.score_at_mql
from starts h
join progress p using (handoff_key)
cross join def_settings s
