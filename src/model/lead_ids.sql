-- one row per exported lead: what activities and histories are joined on, and the lead that its activities count for
select l.lead_id, l.lead_key, coalesce(m.into_key, l.lead_key) as counted_key
from stg_leads l
left join merges m using (lead_key)
