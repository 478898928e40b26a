-- one row per lead of a person who is in a pair: the leads of one email are one person, whichever of them was compared
with
paired as (
    select one as lead_key from duplicate_pairs
    union
    select other from duplicate_pairs
),

emails as (
    select distinct l.email_key
    from stg_leads l
    join paired using (lead_key)
    where l.email_key is not null
)

select l.lead_key, l.lead_id, min(l.lead_key) over (partition by coalesce(l.email_key, l.lead_key::varchar)) as person
from stg_leads l
join population p using (lead_key)
where p.step not in ('after_cutoff', 'merged') and p.step not like 'excluded:%'
    and (l.email_key in (select email_key from emails) or l.lead_key in (select lead_key from paired))
order by l.lead_key
