-- one row per lead that never became an MQL, of those inside the window: the moment at which it is asked whether it should have
with
-- the clock of a lead without an MQL starts with its inquiry, else with its creation (SPEC 13, Clock)
dated as (
    select l.lead_key, l.score_at_mql, coalesce(l.inquiry_at, l.created_at) as start_at
    from population p
    join stg_leads l using (lead_key)
    where p.step = 'no_mql'
)

select d.lead_key, s.as_of as at, d.score_at_mql
from dated d
cross join def_settings s
-- beside handoffs of one quarter the leads of all years would be none of their kind
where (s.since is null or local_start(d.start_at)::date >= s.since)
    and (s.until is null or local_start(d.start_at)::date <= s.until)
