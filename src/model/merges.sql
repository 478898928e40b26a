-- one row per merged lead: the lead that is left at the end of its chain
with recursive
chain (lead_key, into_id, depth) as (
    select lead_key, merged_into, 1 from stg_leads where merged_into is not null
    union all
    select c.lead_key, l.merged_into, c.depth + 1
    from chain c
    join stg_leads l on l.lead_id = c.into_id
    -- a longer chain is a loop
    where l.merged_into is not null and c.depth < 50
),

ends as (
    select c.lead_key, l.lead_key as into_key, c.depth
    from chain c
    join stg_leads l on l.lead_id = c.into_id
    where l.merged_into is null
)

select lead_key, min(into_key) as into_key
from ends
group by lead_key
