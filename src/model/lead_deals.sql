-- one row per opportunity that names a lead: through the lead's opportunity, else the contact, else its own lead
with
-- of several leads that a deal names itself the one whose latest cycle began before it; its money counts once
several as (
    select c.other_id as opportunity_id, l.lead_key
    from export_crosswalk c
    join lead_ids l on l.lead_id = c.lead_id
    join stg_opportunities o on o.opportunity_id = c.other_id
    left join cycles h on h.lead_key = l.counted_key
    left join stg_leads s on s.lead_key = h.lead_key
    where c.kind = 'deal'
    qualify row_number() over (
        partition by c.other_id
        order by
            coalesce(coalesce(o.created_at, o.closed_at) >= coalesce(h.mql_at, s.inquiry_at, s.created_at), h.lead_key is not null) desc,
            coalesce(h.mql_at, s.inquiry_at, s.created_at) desc nulls last,
            c.lead_id
    ) = 1
),

candidates as (
    select o.opportunity_id, l.lead_key, 1 as preference
    from stg_opportunities o join stg_leads l on l.opportunity_id = o.opportunity_id
    union all
    select o.opportunity_id, l.lead_key, 2
    from stg_opportunities o join stg_leads l on l.contact_id = o.contact_id
    union all
    select opportunity_id, lead_key, 3 from several
    union all
    select o.opportunity_id, l.lead_key, 4
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
