-- one row per exported lead: the first step of the waterfall at which it leaves, or 'kept'
with
first_mql as (
    select lead_key, min("at") as at from mql_stamps group by lead_key
)

select
    l.lead_key,
    l.lead_id,
    case
        when l.created_at > s.as_of or m.at > s.as_of then 'after_cutoff'
        when l.merged_into is not null then 'merged'
        when x.rule is not null then 'excluded:' || x.rule
        when m.at is null and s.mql_known then 'no_mql'
        else 'kept'
    end as step
from stg_leads l
cross join def_settings s
left join first_mql m using (lead_key)
left join excluded_leads x using (lead_key)
