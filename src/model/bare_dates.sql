-- one row per column of stages and closes that holds dates without a time of day: read as such, or every value midnight somewhere it may be
with
stamps as (
    select 'leads.accepted_at' as name, accepted_at as at from stg_leads
    union all
    select 'leads.rejected_at', rejected_at from stg_leads
    union all
    select 'leads.recycled_at', recycled_at from stg_leads
    union all
    select 'leads.sql_at', sql_at from stg_leads
    union all
    select 'leads.converted_at', converted_at from stg_leads
    union all
    select 'dispositions.at', "at" from stg_dispositions
    union all
    select 'stage_history.at', h.at from stg_stage_history h
    union all
    select 'opportunities.created_at', created_at from stg_opportunities
    union all
    select 'opportunities.closed_at', closed_at from stg_opportunities
),

columns as (
    select name, count(distinct "at"::date) as days, bool_and(is_midnight("at")) as bare
    from stamps
    where "at" is not null
    group by name
)

select c.name
from columns c
left join def_day_column d using (name)
-- of fewer days it may be one list, stamped at once
where d.name is not null or (c.bare and c.days >= 3)
