-- one row per dated fact of one lead ($lead_key), with the table and row of the export it stands in
with
lead as (
    select * from stg_leads where lead_key = $lead_key
),

stamps as (
    select
        l.row_id,
        -- of one instant the earlier stage comes first
        unnest([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) as place,
        unnest(['created', 'inquiry', 'MQL', 'assigned', 'accepted', 'SQL', 'rejected', 'recycled', 'converted',
            'first response, says the CRM''s own field']) as fact,
        unnest([l.created_at, l.inquiry_at, l.mql_at, l.assigned_at, l.accepted_at, l.sql_at, l.rejected_at, l.recycled_at,
            l.converted_at, l.first_response_at]) as "at",
        unnest([l.source, null, null, null, null, null, l.rejection_reason, l.rejection_reason, null, null]) as detail
    from lead l
),

-- an activity can lie in the window of several cycles; the cycle it says most about
verdicts as (
    select
        r.row_id,
        arg_min(r.verdict, rank * 1000 + h.cycle) as verdict,
        arg_min(h.cycle, rank * 1000 + h.cycle) as cycle
    from responses r
    join handoffs h using (handoff_key)
    cross join lateral (
        select case
            when r.verdict = 'response' then 0
            when r.verdict in ('before_window', 'after_next_mql', 'after_close') then 2
            else 1
        end as rank
    )
    where r.lead_key = $lead_key
    group by r.row_id
),

facts as (
    select s."at", s.place as kind, 'leads' as "table", s.row_id, s.fact, s.detail, null as actor, null as verdict, null as grade, null as cycle
    from stamps s
    where s."at" is not null
    union all
    select h."at", 10, 'stage_history', h.row_id, 'stage: ' || h.raw_stage, null, null, null, null, null
    from stg_stage_history h
    where h.lead_key = $lead_key
    union all
    select o."at", 11, 'owner_history', o.row_id, 'owner', o.old_owner, o.new_owner, null, null, null
    from stg_owner_history o
    where o.lead_key = $lead_key
    union all
    select
        c."at",
        12,
        'field_history',
        c.row_id,
        'field ' || c.field || ' changed',
        -- values of other fields may name a person
        case
            when c.field in ('title', 'country', 'state', 'industry', 'employees', 'employees_range', 'source', 'campaign', 'score', 'status')
                then concat_ws(', ', 'was ' || c.old_value, 'became ' || coalesce(c.new_value, 'empty'))
        end,
        null,
        null,
        null,
        null
    from stg_field_history c
    where c.lead_key = $lead_key
    union all
    select g."at", 13, 'signals', g.row_id, 'signal: ' || g.signal, coalesce(g.detail, g.campaign), null, null, null, null
    from stg_signals g
    where g.lead_key = $lead_key
    union all
    select
        a."at",
        14,
        'activities',
        a.row_id,
        concat_ws(' ', a.direction, a.type, '(' || a.outcome || ')'),
        case
            when a.logged_at <> a.said_at and a."at" <> a.said_at then 'for ' || strftime(a.said_at, '%Y-%m-%d %H:%M')
            when epoch_us(a.logged_at) - epoch_us(a.said_at) > 900000000 then 'logged ' || strftime(a.logged_at, '%Y-%m-%d %H:%M')
        end,
        a.actor_id,
        v.verdict::varchar,
        a.grade::varchar,
        v.cycle
    from stg_activities a
    left join verdicts v using (row_id)
    where a.lead_key = $lead_key
    union all
    select d."at", 15, 'dispositions', d.row_id, d.disposition, d.reason, d.actor_id, null, null, null
    from stg_dispositions d
    where d.lead_key = $lead_key
    union all
    select
        p.instant,
        16,
        'opportunities',
        p.row_id,
        'opportunity ' || p.opportunity_id || ' ' || p.event,
        p.stage,
        p.owner_id,
        null,
        null,
        null
    from (
        select
            o.row_id,
            o.opportunity_id,
            o.stage,
            o.owner_id,
            unnest(['created', case when o.is_won then 'won' else 'closed' end]) as event,
            unnest([o.created_at, case when o.is_closed then o.closed_at end]) as instant
        from stg_opportunities o
        join handoff_opportunities k using (opportunity_id)
        join handoffs h using (handoff_key)
        where h.lead_key = $lead_key
    ) p
    where p.instant is not null
),

bare as (
    select
        s.as_of,
        exists (select 1 from bare_dates) as bare
    from def_settings s
)

select
    f."at",
    -- of a stage or a close that the export dates without a time of day
    case when f."table" in ('leads', 'stage_history', 'dispositions', 'opportunities') and b.bare and is_midnight(f."at")
        then strftime(date_of(f."at"), '%Y-%m-%d') end as day,
    f."table",
    f.row_id::integer as row_id,
    f.fact,
    case when f."table" = 'owner_history' then coalesce(o.name, f.detail) else f.detail end as detail,
    coalesce(u.name, f.actor) as actor,
    f.verdict,
    f.grade,
    f.cycle::integer as cycle
from facts f
cross join bare b
left join stg_users u on u.user_id = f.actor
left join stg_users o on o.user_id = f.detail and f."table" = 'owner_history'
where f."at" <= b.as_of
order by case when day is null then f."at" else end_of_day(f."at", true, b.as_of) end, f.kind, f.row_id, f.fact
