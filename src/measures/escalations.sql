-- one row per handoff that nobody worked for as long as routing.escalate allows, and whether it was passed on
with
spans as (
    select
        h.handoff_key,
        h.lead_key,
        h.lead_id,
        h.start_at,
        h.schedule,
        h.first_human_owner_at,
        -- the first sign of life, or the end of the chase
        coalesce(least(h.first_attempt_at, h.booked_at, h.closed_at, h.sql_time), s.as_of) as until_at
    from handoffs h
    cross join def_settings s
    -- an unlogged lead may well have been worked
    where h.excluded is null and h.outcome != 'unlogged'
),

unworked as (
    select p.*, opened_by(epoch_us(p.start_at), f) as start_open_us
    from spans p
    cross join def_slot g
    left join calendar_slots f on f.schedule = p.schedule and f.slot = epoch_us(p.start_at) // g.slot_us
    left join calendar_slots t on t.schedule = p.schedule and t.slot = epoch_us(p.until_at) // g.slot_us
    -- business time is never more than the wall's: most leads are answered and need no calendar
    where epoch_us(p.until_at) - epoch_us(p.start_at) > $unworked_after::bigint * 1000000 and case
        when $clock::varchar = 'calendar' then epoch_us(p.until_at) - epoch_us(p.start_at)
        else opened_by(epoch_us(p.until_at), t) - opened_by(epoch_us(p.start_at), f)
    end > $unworked_after::bigint * 1000000
),

spells as (
    select
        u.handoff_key,
        o.owner::varchar as owner,
        o.from_at,
        o.owner_kind = 'person' as human,
        -- the first person who gets it is its routing, unless the time was up by then
        o.from_at > u.start_at and (
            coalesce(o.from_at > u.first_human_owner_at, false)
            or case
                when $clock = 'calendar' then epoch_us(o.from_at) - epoch_us(u.start_at)
                else opened_by(epoch_us(o.from_at), t) - u.start_open_us
            end > $unworked_after::bigint * 1000000
        ) as handed_on
    from unworked u
    cross join def_slot g
    join owner_spans o on o.lead_key = u.lead_key
        and o.from_at <= u.until_at and coalesce(o.to_at, timestamp '9999-12-31') > u.start_at
    left join calendar_slots t on t.schedule = u.schedule and t.slot = epoch_us(o.from_at) // g.slot_us
),

-- a user by id, email or name, the people of a team, or a queue
named as (
    select distinct user_id as owner
    from stg_users
    where lower($target::varchar) in (lower(user_id), lower(email), lower(name), lower(team))
),

managers as (
    select distinct u.user_id as owner, m.user_id as manager
    from stg_users u
    join stg_users m on lower(u.manager) in (lower(m.user_id), lower(m.email), lower(m.name))
    where lower($target) = 'manager'
),

moves as (
    select
        t.handoff_key,
        n.owner is not null
            or lower(t.owner) = lower($target)
            -- the manager of anybody who had it before
            or coalesce(bool_or(m.manager is not null), false) as escalated,
        coalesce(bool_or(b.human), false) as left_a_person
    from spells t
    left join named n on n.owner = t.owner
    left join spells b on b.handoff_key = t.handoff_key and b.from_at < t.from_at
    left join managers m on m.owner = b.owner and m.manager = t.owner
    where t.handed_on
    group by t.handoff_key, t.owner, t.from_at, n.owner
)

select
    u.handoff_key,
    u.lead_id,
    coalesce(bool_or(v.escalated), false) as escalated,
    coalesce(bool_or(not v.escalated and v.left_a_person), false) as moved_elsewhere
from unworked u
left join moves v using (handoff_key)
group by u.handoff_key, u.lead_id
