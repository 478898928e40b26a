-- one row per combination of type, direction, outcome, actor and marks that activities come in: what such an activity is
with
combinations as (
    select distinct type, direction, outcome, actor, automated, completed
    from export_activities
),

read as (
    select
        c.type as said_type,
        c.direction as said_direction,
        c.outcome as said_outcome,
        c.actor,
        c.automated,
        c.completed,
        coalesce(t.meaning, 'other') as type,
        -- without a direction outreach is outbound (SPEC 4)
        coalesce(d.meaning, 'outbound') as direction,
        o.meaning as outcome,
        coalesce(p.person_id, c.actor) as actor_id,
        -- the whole file without actors: reps; a single row without one: unknown
        case
            when c.automated then 'automated'
            when c.actor is null then case when s.has_actors then 'unknown' else 'human' end
            else p.actor_kind
        end as actor_kind,
        coalesce(p.not_in_users, false) as actor_not_in_users,
        n.type is not null as outreach
    from combinations c
    cross join def_settings s
    left join people p on p.text = c.actor
    left join def_word t on t.list = 'activity_type' and t.word = c.type
    left join def_word d on d.list = 'direction' and d.word = c.direction
    left join def_word o on o.list = 'outcome' and o.word = c.outcome
    left join def_counted_type n on n.type = coalesce(t.meaning, 'other')
),

marked as (
    select
        *,
        outcome is not distinct from 'canceled' as canceled,
        -- a meeting counts when it was booked: whether it was held does not matter
        outcome is distinct from 'canceled' and (coalesce(completed, true) or type = 'meeting') as done,
        type = 'call' and outcome = 'connected' or type = 'meeting' and outcome = 'held' or outcome = 'replied' as answered
    from read
)

select
    row_number() over (order by said_type, said_direction, said_outcome, actor, automated, completed)::integer as kind_no,
    said_type,
    said_direction,
    said_outcome,
    actor,
    automated,
    completed,
    type,
    direction,
    outcome,
    actor_id,
    actor_kind,
    actor_not_in_users,
    outreach,
    canceled,
    done,
    outreach and done and direction = 'outbound'
        and (actor_kind = 'human' or actor_kind = 'automated' and s.automated_counts) as counts,
    -- a machine's message may count as an answer; it is never an attempt, nor a rep who was there first (SPEC 13)
    outreach and done and direction = 'outbound' and actor_kind = 'human' as human_outreach,
    done and type = 'meeting' and direction = 'inbound' as self_booking,
    coalesce(
        done and answered
            or done and direction = 'inbound' and actor_kind != 'automated' and type in ('call', 'email', 'sms', 'social'),
        false
    ) as two_way,
    case
        when not (outreach and done and direction = 'outbound') or actor_kind = 'unknown' then null
        when actor_kind = 'automated' then 'D'
        when answered then 'A'
        else 'B'
    end as grade_in_time
from marked
cross join def_settings s
