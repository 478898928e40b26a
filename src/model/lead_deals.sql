-- one row per opportunity that names a lead: through the lead's opportunity, else the contact, else its own lead
with
candidates as (
    select o.opportunity_id, l.lead_key, 1 as preference
    from stg_opportunities o join stg_leads l on l.opportunity_id = o.opportunity_id
    union all
    select o.opportunity_id, l.lead_key, 2
    from stg_opportunities o join stg_leads l on l.contact_id = o.contact_id
    union all
    select o.opportunity_id, l.lead_key, 3
    from stg_opportunities o join lead_ids l on l.lead_id = o.lead_id
),

preferred as (
    select * from candidates
    qualify preference = min(preference) over (partition by opportunity_id)
)

select p.opportunity_id, coalesce(m.into_key, p.lead_key) as lead_key
from preferred p
left join merges m on m.lead_key = p.lead_key
group by all
