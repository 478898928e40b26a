-- one row per declared absence of a user
select p.person_id as user_id, a."from" as from_at, a."to" as to_at
from export_absences a
left join people p on p.text = a.user_id
