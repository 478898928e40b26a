-- one row per handoff that was handed to somebody who was away at that moment, by what is declared or else by inference
with
absences as (
    select user_id::varchar as user_id, from_at, to_at, 'declared' as what from stg_absences
    union all
    select user_id, from_at, to_at, 'inferred' from inferred_absences
),

handed as (
    select
        h.handoff_key,
        -- declared comes first
        min(a.what) as what,
        max(a.to_at) filter (a.what = 'declared') as declared_until,
        max(a.to_at) as until_at
    from handoffs h
    join absences a on a.user_id = h.first_human_owner::varchar
        and h.first_human_owner_at >= a.from_at and h.first_human_owner_at < a.to_at
    group by h.handoff_key
),

cover as (
    select distinct user_id as owner
    from stg_users
    where lower(team) = lower($team::varchar)
        or lower($user::varchar) in (lower(user_id), lower(email), lower(name))
        or lower($queue::varchar) in (lower(user_id), lower(email), lower(name))
),

passed as (
    select
        d.handoff_key,
        bool_or(c.owner is not null or coalesce(lower(o.owner::varchar) = lower($queue), false)) as to_cover
    from handed d
    join handoffs h using (handoff_key)
    join owner_spans o on o.lead_key = h.lead_key
        and o.from_at > h.first_human_owner_at and o.from_at < coalesce(d.declared_until, d.until_at)
        and o.owner != h.first_human_owner and o.owner_kind in ('person', 'queue')
    left join cover c on c.owner = o.owner::varchar
    group by d.handoff_key
)

select
    h.handoff_key,
    h.lead_id,
    h.first_human_owner::varchar as owner,
    d.what,
    p.handoff_key is not null as passed_on,
    coalesce(p.to_cover, false) as to_cover,
    -- neither passed on, nor touched, booked or closed, before the person was back
    p.handoff_key is null
        and coalesce(least(h.first_attempt_at, h.booked_at, h.closed_at) >= coalesce(d.declared_until, d.until_at), true) as waited,
    h.rep_wall,
    h.rep_follow_wall,
    h.on_curve and h.on_rep_clock as on_curve
from handed d
join handoffs h using (handoff_key)
left join passed p using (handoff_key)
