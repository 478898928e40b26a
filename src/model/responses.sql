-- one row per handoff and candidate activity: the response that counted, and why the others did not
select
    w.handoff_key,
    w.lead_key,
    a.row_id,
    a.at,
    a.type,
    a.actor_id,
    case
        when a.row_id = h.response_row_id then 'response'
        when epoch_us(a.at) < w.working_from_us then 'before_window'
        when epoch_us(a.at) >= w.next_mql_us then 'after_next_mql'
        when w.closed and epoch_us(a.at) > w.end_us then 'after_close'
        when a.canceled then 'canceled'
        when not a.outreach then 'not_outreach'
        when not a.done then 'planned'
        when a.self_booking then 'self_booked'
        when a.direction = 'inbound' then 'inbound'
        when a.actor_kind = 'automated' and (not a.counts or epoch_us(a.at) < w.touch_from_us) then 'automated'
        when a.actor_kind = 'unknown' then 'unknown_actor'
        when epoch_us(a.at) < w.touch_from_us then 'already_working'
        when h.outcome = 'unlogged' then 'after_progress'
        when h.outcome = 'self_booked' then 'after_booking'
        else 'later_touch'
    end as verdict,
    a.grade
from windows w
join stg_activities a using (lead_key)
join handoffs h using (handoff_key)
