-- one row per column of stages and closes that holds dates without a time of day: every value is midnight, of UTC or of the company
with
stamps as (
    select 'rejected_at' as name, rejected_at as at from stg_leads
    union all
    select 'recycled_at', recycled_at from stg_leads
    union all
    select 'sql_at', sql_at from stg_leads
    union all
    select 'converted_at', converted_at from stg_leads
    union all
    select 'dispositions', "at" from stg_dispositions
    union all
    select 'stage_history', h.at from stg_stage_history h
    union all
    select 'opportunities', created_at from stg_opportunities
),

columns as (
    select
        name,
        count(distinct "at"::date) as days,
        bool_and(date_trunc('day', "at") = "at")
            or bool_and(date_trunc('day', local_start("at")) = local_start("at")) as bare
    from stamps
    where "at" is not null
    group by name
)

-- of fewer days it may be one list, stamped at once
select name from columns where bare and days >= 3
