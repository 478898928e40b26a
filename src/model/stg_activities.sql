-- one row per activity of an exported lead that happened by as_of
select
    a.row_id,
    a.lead_key,
    a.at,
    a.said_at,
    a.logged_at,
    k.actor_id,
    k.actor_kind,
    k.actor_not_in_users,
    k.type,
    k.direction,
    k.outcome,
    k.outreach,
    k.canceled,
    k.done,
    k.counts,
    k.self_booking,
    k.two_way,
    case when k.grade_in_time in ('A', 'B') and a.logged_late then 'C' else k.grade_in_time end as grade
from activity_facts a
join activity_kinds k using (kind_no)
