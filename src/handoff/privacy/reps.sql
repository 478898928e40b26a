-- one row per person who owns, acts or is a user, numbered by the first lead that fell to them, so that whoever joins comes last
with
persons as (
    select owner_id::varchar as id
    from people
    where (actor_kind = 'human' or ambiguous) and owner_kind != 'queue'
    union
    select user_id from stg_users where kind = 'person'
),

first_leads as (
    select first_human_owner::varchar as id, min(first_human_owner_at) as at
    from handoffs
    where first_human_owner is not null
    group by all
)

select
    p.id,
    u.name,
    u.email,
    (row_number() over (order by f.at nulls last, p.id))::integer as number
from persons p
left join first_leads f using (id)
left join stg_users u on u.user_id = p.id
order by number
