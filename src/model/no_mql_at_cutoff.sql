-- one row per lead that never became an MQL: the moment at which it is asked whether it should have
select p.lead_key, s.as_of as at, l.score_at_mql
from population p
join stg_leads l using (lead_key)
cross join def_settings s
where p.step = 'no_mql'
