-- one row per handoff: its fate (SPEC 5, first match wins) and the two independent flags of METHODS 5.5
with
facts as (
    select
        p.*,
        p.closed_at is not null as closed,
        coalesce(p.needs_contact, true) as contact_required,
        -- a meeting booked in the days before the start is a touch, too, though it answers nothing
        coalesce(p.attempts, 0) = 0 and p.touch_at is null and p.booked_us is null
            and not coalesce(p.booked_before, false) as untouched,
        coalesce(p.attempts, 0) < coalesce(p.needs_attempts, s.min_attempts) and not coalesce(p.two_way, false) as underworked,
        p.as_of_us - p.start_us > s.never_after_us as never_after,
        -- without a policy the promise has passed once a lead is older than never_after
        case when p.policy_no is null then p.as_of_us - p.start_us > s.never_after_us else p.sla_passed end as promise_passed,
        p.first_human_owner is null and not p.ever_unknown and s.has_owners as never_owned,
        coalesce(p.closed_us, p.as_of_us) - p.start_us > 86400000000 as a_day_passed,
        coalesce(p.last_touch_us >= p.as_of_us - s.stalled_after_us, false) as worked_lately
    from promises p
    cross join def_settings s
),

fated as (
    select
        *,
        case
            when reached_won then 'won'
            when opportunity_state = 'lost' then 'lost'
            when opportunity_state = 'open' then 'opportunity'
            when reached_sql then 'sql'
            -- what was done for a lead cannot be told without activities
            when not has_activities then 'unknown'
            when closed then case
                when contact_required and untouched then 'rejected_untouched'
                when reason_verdict = 'contradicted' then 'rejected_contradicted'
                when contact_required and first_touch_late then 'rejected_late'
                when contact_required and underworked then 'rejected_underworked'
                else 'rejected_sound'
            end
            when untouched then case
                when not promise_passed then 'waiting'
                when never_owned then 'never_owned'
                else 'never_touched'
            end
            when worked_lately then 'working'
            when first_touch_late then 'touched_late'
            else 'stalled'
        end::fate as fate
    from facts
)

select
    f.*,
    case when f.fate in ('never_owned', 'never_touched') and f.never_after then 'follow_up' else d.family end::family as family,
    case
        when not f.has_activities then null
        when f.closed and not f.contact_required then false
        else f.never_owned and f.a_day_passed or f.untouched or f.first_touch_late or f.closed and f.underworked
    end as follow_up_flag,
    coalesce(not f.mql_definition, false) or coalesce(not f.icp, false)
        or coalesce(f.reason_verdict = 'supported', false) as quality_flag
from fated f
join def_fate d using (fate)
