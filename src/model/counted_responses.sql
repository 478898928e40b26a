-- one row per handoff with a touch: the activity of the first one, and how good the evidence for it is
select
    t.handoff_key,
    e.activity_id as response_activity_id,
    k.actor_id as response_by,
    case when k.grade_in_time in ('A', 'B') and a.logged_late then 'C' else k.grade_in_time end as evidence_grade
from activity_facts a
join touches t on t.touch_row_id = a.row_id
join activity_kinds k using (kind_no)
join export_activities e on e.rowid = a.row_id
