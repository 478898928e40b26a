-- one row per handoff on the response curve that a policy covers: its key on both clocks (steps.ts), from where the promise begins
with
seen as (
    select
        h.*,
        (h.outcome != 'responded')::integer as waiting,
        s.start_clock = 'rep' as from_rep
    from handoffs h
    cross join def_settings s
    where h.on_curve and h.policy_no is not null and (s.start_clock = 'buyer' or h.on_rep_clock)
)

select
    policy_no::double as policy_no,
    (case
        when from_rep then coalesce(rep_wall, rep_follow_wall)
        else coalesce(wall_seconds, follow_wall)
    end * 2 + waiting)::double as wall,
    (case
        when from_rep then coalesce(rep_business, rep_follow_business)
        else coalesce(business_seconds, follow_business)
    end * 2 + waiting)::double as business
from seen
