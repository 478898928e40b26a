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
        case when p.clock = 'calendar' then o.booked_wall else o.booked_business end as to_booking,
        case when p.clock = 'calendar' then o.closed_wall else o.closed_business end as to_close,
        case when p.clock = 'calendar' then o.follow_wall else o.follow_business end as to_cutoff
    from outcomes o
    cross join def_settings s
    left join def_sla p using (policy_no)
),

elapsed as (
    select
        * exclude (to_touch, to_grade_a, to_grade_b, to_booking, to_close, to_cutoff, begins),
        not_before(to_touch - begins, 0) as sla_elapsed,
        not_before(to_grade_a - begins, 0) as elapsed_a,
        not_before(to_grade_b - begins, 0) as elapsed_b,
        not_before(to_booking - begins, 0) as booking_elapsed,
        not_before(to_close - begins, 0) as close_elapsed,
        to_cutoff - begins as sla_age
    from on_clock
)

select
    *,
    sla_elapsed as elapsed_c,
    case
        when outcome is null then null
        when excluded is not null then 'excluded_' || excluded
        when policy_no is null then 'no_sla'
        -- the rep's clock has not begun: nobody owns it
        when sla_age is null then 'not_assigned'
        when outcome = 'self_booked' and booking_elapsed <= sla_within then 'self_booked'
        when outcome = 'unlogged' then 'unknown_unlogged'
        when sla_elapsed <= sla_within and sla_age > sla_within then 'met'
        when sla_elapsed <= sla_within then 'met_not_due'
        when sla_elapsed is not null then 'breached_late'
        when close_elapsed <= sla_within then 'closed_untouched_in_window'
        when close_elapsed is not null then 'breached_closed'
        when sla_age > sla_within then 'breached_open'
        else 'pending'
    end::sla_state as sla_state,
    -- the first sign of life, a self-booking included, came after the promise
    coalesce(least(sla_elapsed, booking_elapsed) > sla_within, false) as first_touch_late,
    coalesce(sla_age > sla_within, false) as sla_passed
from elapsed
