-- one row per cycle of a lead that is kept, whatever the window: when its clock starts
with
started as (
    select
        c.lead_key,
        l.lead_id,
        c.cycle,
        c.mql_at,
        c.next_mql_at,
        p.previous_close_at,
        l.created_at,
        l.inquiry_at,
        l.source,
        l.campaign,
        l.country,
        r.score_at_mql,
        -- the inquiry that caused this handoff; an older one did not (SPEC 13, Clock)
        case
            when c.mql_at is null then l.inquiry_at
            when l.inquiry_at <= c.mql_at
                and (p.previous_close_at is null or l.inquiry_at > p.previous_close_at)
                and epoch_us(c.mql_at) - epoch_us(l.inquiry_at) <= s.inquiry_within_us
                then l.inquiry_at
        end as causing_inquiry_at
    from cycles c
    cross join def_settings s
    join stg_leads l using (lead_key)
    join scores_at_mql r using (lead_key, cycle)
    left join previous_closes p using (lead_key, cycle)
),

clocked as (
    select
        * exclude (causing_inquiry_at),
        coalesce(causing_inquiry_at, mql_at, created_at) as start_at,
        local_start(coalesce(causing_inquiry_at, mql_at, created_at)) as start_local,
        case
            when causing_inquiry_at is not null then 'inquiry'
            when mql_at is not null then 'mql'
            else 'created'
        end::start_from as start_from
    from started
)

select
    -- a key that needs no sort: no lead has a million cycles
    t.lead_key::bigint * 1000000 + t.cycle as handoff_key,
    t.*,
    d.day as start_day,
    d.week,
    d.month,
    d.quarter,
    hour(t.start_local)::integer as start_hour,
    d.weekday as start_weekday,
    coalesce(d.day >= s.since, true) and coalesce(d.day <= s.until, true) as in_window
from clocked t
cross join def_settings s
left join local_days d on d.day_no = epoch_us(t.start_local) // 86400000000
