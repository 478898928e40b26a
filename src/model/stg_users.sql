-- one row per user, with the state of the account as of as_of
select
    u.user_id,
    u.email,
    u.name,
    -- false with a deactivation that has not happened yet is still active
    case
        when u.active is null then u.deactivated_at is null or u.deactivated_at > s.as_of
        when not u.active and u.deactivated_at > s.as_of then true
        else u.active
    end as active,
    case when u.deactivated_at <= s.as_of then u.deactivated_at end as deactivated_at,
    u.team,
    u.role,
    u.manager,
    coalesce(
        k.meaning,
        case
            when exists (select 1 from def_queue q where q.queue in (lower(u.user_id), lower(u.name), lower(u.email)))
                then 'queue'
        end,
        'person'
    ) as kind,
    u.time_zone,
    u.capacity,
    u.weight
from export_users u
cross join def_settings s
left join def_word k on k.list = 'user_kind' and k.word = u.kind
