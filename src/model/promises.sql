-- one row per handoff: the SLA policy that applies and the state of its promise (METHODS 2.1)
with
on_clock as (
    select
        o.*,
        p.policy as sla_policy,
        p.within_seconds as sla_within,
        p.clock as sla_clock,
        p.target as sla_target,
        -- on the rep's clock the promise begins with the first human owner
        case
            when s.start_clock = 'buyer' then 0
            when p.clock = 'calendar' then o.follow_wall - o.rep_follow_wall
            else o.follow_business - o.rep_follow_business
        end as begins,
        case when p.clock = 'calendar' then o.touch_wall else o.touch_business end as to_touch,
        case when p.clock = 'calendar' then o.grade_a_wall else o.grade_a_business end as to_grade_a,
        case when p.clock = 'calendar' then o.grade_b_wall else o.grade_b_business end as to_grade_b,
        case when p.clock = 'calendar' then o.grade_c_wall else o.grade_c_business end as to_grade_c,
        case when p.clock = 'calendar' then o.booked_wall else o.booked_business end as to_booking,
        case when p.clock = 'calendar' then o.closed_wall else o.closed_business end as to_close,
        case when p.clock = 'calendar' then o.follow_wall else o.follow_business end as to_cutoff,
        case when s.start_clock = 'buyer' then 0 else o.follow_wall - o.rep_follow_wall end as begins_wall
    from outcomes o
    cross join def_settings s
    left join def_sla p using (policy_no)
),

elapsed as (
    select
        * exclude (to_touch, to_grade_a, to_grade_b, to_grade_c, to_booking, to_close, to_cutoff, begins, begins_wall),
        not_before(to_touch - begins, 0) as sla_elapsed,
        not_before(to_grade_a - begins, 0) as elapsed_a,
        not_before(to_grade_b - begins, 0) as elapsed_b,
        not_before(to_grade_c - begins, 0) as elapsed_c,
        not_before(to_booking - begins, 0) as booking_elapsed,
        not_before(to_close - begins, 0) as close_elapsed,
        to_cutoff - begins as sla_age,
        -- the same promise around the clock, whatever clock it is on (METHODS 2.4)
        not_before(touch_wall - begins_wall, 0) as wall_elapsed,
        not_before(booked_wall - begins_wall, 0) as wall_booking_elapsed,
        not_before(closed_wall - begins_wall, 0) as wall_close_elapsed,
        follow_wall - begins_wall as wall_age
    from on_clock
)

select
    * exclude (went_on, wall_elapsed, wall_booking_elapsed, wall_close_elapsed, wall_age),
    promise_state(outcome, excluded, policy_no, sla_within, sla_age, booking_elapsed, sla_elapsed, close_elapsed, went_on)::sla_state as sla_state,
    promise_state(outcome, excluded, policy_no, sla_within, wall_age, wall_booking_elapsed, wall_elapsed, wall_close_elapsed, went_on)::sla_state as sla_state_wall,
    -- the first sign of life, a self-booking included, came after the promise; who worked it already was not late
    coalesce(least(sla_elapsed, booking_elapsed) > sla_within, false)
        and excluded is distinct from 'already_working' as first_touch_late,
    coalesce(sla_age > sla_within, false) as sla_passed
from elapsed
