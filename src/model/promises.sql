-- one row per handoff: the SLA policy that applies and the state of its promise (METHODS 2.1)
with
on_clock as (
    select
        o.*,
        p.policy as sla_policy,
        p.within_seconds as sla_within,
        p.clock as sla_clock,
        p.target as sla_target,
        case when p.clock = 'calendar' then o.touch_us else o.touch_open_us end as touch_on_us,
        case when p.clock = 'calendar' then o.grade_a_us else o.grade_a_open_us end as grade_a_on_us,
        case when p.clock = 'calendar' then o.grade_b_us else o.grade_b_open_us end as grade_b_on_us,
        case when p.clock = 'calendar' then o.grade_c_us else o.grade_c_open_us end as grade_c_on_us,
        case when p.clock = 'calendar' then o.booked_us else o.booked_open_us end as booked_on_us,
        case when p.clock = 'calendar' then o.closed_us else o.closed_open_us end as closed_on_us,
        case when p.clock = 'calendar' then o.as_of_us else o.as_of_open_us end as as_of_on_us,
        -- on the rep's clock the promise begins with the first human owner
        case when s.start_clock = 'buyer' then o.start_us else o.owned_us end as begins_us,
        case
            when p.clock = 'calendar' then begins_us
            when s.start_clock = 'buyer' then o.start_open_us
            else o.owned_open_us
        end as begins_on_us
    from outcomes o
    cross join def_settings s
    left join def_sla p using (policy_no)
),

elapsed as (
    select
        * exclude (
            touch_on_us, grade_a_on_us, grade_b_on_us, grade_c_on_us, booked_on_us, closed_on_us, as_of_on_us, begins_us, begins_on_us
        ),
        whole_seconds(not_before(touch_on_us - begins_on_us, 0)) as sla_elapsed,
        whole_seconds(not_before(grade_a_on_us - begins_on_us, 0)) as elapsed_a,
        whole_seconds(not_before(grade_b_on_us - begins_on_us, 0)) as elapsed_b,
        whole_seconds(not_before(grade_c_on_us - begins_on_us, 0)) as elapsed_c,
        whole_seconds(not_before(booked_on_us - begins_on_us, 0)) as booking_elapsed,
        whole_seconds(not_before(closed_on_us - begins_on_us, 0)) as close_elapsed,
        whole_seconds(as_of_on_us - begins_on_us) as sla_age,
        -- the same promise around the clock, whatever clock it is on (METHODS 2.4)
        whole_seconds(not_before(touch_us - begins_us, 0)) as wall_elapsed,
        whole_seconds(not_before(booked_us - begins_us, 0)) as wall_booking_elapsed,
        whole_seconds(not_before(closed_us - begins_us, 0)) as wall_close_elapsed,
        whole_seconds(as_of_us - begins_us) as wall_age
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
