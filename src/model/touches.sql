-- one row per handoff with any activity: the first of each kind, and how many attempts were made
with
-- what can neither answer nor follow up a lead is left out at once
telling_kinds as (
    select kind_no, counts, human_outreach, self_booking, two_way, grade_in_time
    from activity_kinds
    where counts or self_booking or two_way or grade_in_time = 'D'
),

placed as (
    select
        w.*,
        a.row_id,
        epoch_us(a.at) as at_us,
        a.logged_late,
        k.counts,
        k.human_outreach,
        k.self_booking,
        k.two_way,
        k.grade_in_time
    from activity_facts a
    join telling_kinds k using (kind_no)
    join windows w on w.lead_key = a.lead_key
    where epoch_us(a.at) >= w.working_from_us and epoch_us(a.at) < w.next_mql_us and epoch_us(a.at) <= w.end_us
),

candidates as (
    select
        handoff_key,
        row_id,
        at_us,
        self_booking and at_us >= touch_from_us as booking,
        self_booking and at_us < touch_from_us as earlier_booking,
        two_way,
        two_way and at_us >= touch_from_us as contact,
        -- grade A and B are lost where the activity was logged late
        case when logged_late and grade_in_time in ('A', 'B') then 'C' else grade_in_time end as grade,
        counts and at_us >= touch_from_us as touch,
        human_outreach and at_us < touch_from_us as earlier_work,
        human_outreach as attempt,
        grade_in_time = 'D' and at_us >= touch_from_us as automated_touch,
        human_outreach and at_us <= attempts_until_us as attempt_in_time,
        counts or self_booking as sign_of_life
    from placed
)

select
    handoff_key,
    bool_or(earlier_work) as already_working,
    min(at_us) filter (touch) as touch_us,
    -- ties within a second go to the earlier row of the export
    arg_min(row_id, at_us // 1000000 * 4294967296 + row_id) filter (touch) as touch_row_id,
    min(at_us) filter (touch and grade = 'A') as grade_a_us,
    min(at_us) filter (touch and grade in ('A', 'B')) as grade_b_us,
    min(at_us) filter (touch and grade in ('A', 'B', 'C')) as grade_c_us,
    min(at_us) filter (booking) as booked_us,
    bool_or(earlier_booking) as booked_before,
    min(at_us) filter (automated_touch) as automated_us,
    min(at_us) filter (contact) as contact_us,
    bool_or(two_way) as two_way,
    max(at_us) filter (sign_of_life) as last_touch_us,
    count(*) filter (attempt)::integer as attempts,
    count(*) filter (attempt_in_time)::integer as attempts_in_time
from candidates
group by handoff_key
