-- one row per text that names an owner or an actor anywhere in the export
with
texts as (
    select unnest(enum_range(null::person))::varchar as text
),

-- an id is exact (Salesforce ids differ by case alone); emails and names are not
candidates as (
    select t.text, u.user_id, 1 as preference from texts t join stg_users u on u.user_id = t.text
    union all
    select t.text, u.user_id, 2 from texts t join stg_users u on lower(u.email) = lower(t.text)
    union all
    select t.text, u.user_id, 3 from texts t join stg_users u on lower(u.name) = lower(t.text)
),

nearest as (
    select * from candidates
    qualify preference = min(preference) over (partition by text)
),

matches as (
    select text, count(distinct user_id) as users, min(user_id) as user_id
    from nearest
    group by text
)

select
    t.text,
    case when m.users = 1 then m.user_id when m.users is null then t.text end::person as person_id,
    -- as an owner: two of a name are somebody, and nobody knows who
    coalesce(case when m.users = 1 then m.user_id end, t.text)::person as owner_id,
    coalesce(m.users, 0) > 1 as ambiguous,
    m.users is null and s.has_users as not_in_users,
    case
        when m.users > 1 then 'unknown'
        when u.user_id is not null then u.kind
        when q.queue is not null then 'queue'
        when s.has_users then 'unknown'
        else 'person'
    end::owner_kind as owner_kind,
    -- who is given but not in users is a person (SPEC 13)
    case
        when m.users > 1 or u.kind = 'queue' then 'unknown'
        when u.kind = 'integration' then 'automated'
        else 'human'
    end::actor_kind as actor_kind
from texts t
cross join def_settings s
left join matches m on m.text = t.text
left join stg_users u on u.user_id = m.user_id and m.users = 1
left join def_queue q on q.queue = lower(t.text)
where t.text is not null
