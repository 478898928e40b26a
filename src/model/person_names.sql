-- one row per user with a name: what the user is called, with the id where two share the name
select
    user_id,
    case when count(*) over (partition by lower(trim(name))) > 1 then name || ' (' || user_id || ')' else name end as name
from stg_users
where name is not null
