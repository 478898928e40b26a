-- one row per due promise of a lead that a person owned, counted from the assignment in the promise's own time (METHODS 1.7)
with
promised as (
    select
        lead_id,
        first_human_owner as owner,
        team,
        policy_no,
        sla_within,
        case when sla_clock = 'calendar' then rep_wall else rep_business end as elapsed,
        case when sla_clock = 'calendar' then rep_follow_wall else rep_follow_business end as followed
    from handoffs
    where on_curve and on_rep_clock and policy_no is not null and first_human_owner is not null
        and sla_state != 'closed_untouched_in_window'
)

select lead_id, owner, team, policy_no, coalesce(elapsed <= sla_within, false) as kept
from promised
where followed > sla_within
