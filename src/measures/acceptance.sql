-- one row per handoff in SLA figures: was it accepted in the agreed time, on the agreed clock
with
stamps as (
    select
        h.lead_id,
        h.source,
        h.team,
        h.owner::varchar as owner,
        h.week::varchar as week,
        h.schedule,
        h.reached_accepted,
        epoch_us(h.start_at) as start_us,
        epoch_us(greatest(h.start_at, case when h.accepted_time is not null then h.accepted_time end)) as accepted_us,
        h.accepted_time is not null as accepted,
        epoch_us(greatest(h.start_at, h.closed_at)) as closed_us,
        h.closed_at is not null as closed,
        epoch_us(s.as_of) as as_of_us,
        g.slot_us,
        s.accept_clock = 'calendar' as calendar,
        s.accept_within
    from handoffs h
    cross join def_settings s
    cross join def_slot g
    where h.excluded is null
),

waits as (
    select
        t.*,
        case
            when not t.accepted then null
            when t.calendar then t.accepted_us - t.start_us
            else opened_by(t.accepted_us, accepted_slot) - opened_by(t.start_us, start_slot)
        end as accept_us,
        case
            when not t.closed then null
            when t.calendar then t.closed_us - t.start_us
            else opened_by(t.closed_us, closed_slot) - opened_by(t.start_us, start_slot)
        end as close_us,
        case
            when t.calendar then t.as_of_us - t.start_us
            else opened_by(t.as_of_us, as_of_slot) - opened_by(t.start_us, start_slot)
        end as age_us,
        t.accept_within * 1000000 as within_us
    from stamps t
    left join calendar_slots start_slot on start_slot.schedule = t.schedule and start_slot.slot = t.start_us // t.slot_us
    left join calendar_slots accepted_slot on accepted_slot.schedule = t.schedule and accepted_slot.slot = t.accepted_us // t.slot_us
    left join calendar_slots closed_slot on closed_slot.schedule = t.schedule and closed_slot.slot = t.closed_us // t.slot_us
    left join calendar_slots as_of_slot on as_of_slot.schedule = t.schedule and as_of_slot.slot = t.as_of_us // t.slot_us
)

select
    lead_id,
    source,
    team,
    owner,
    week,
    not accepted and not closed as waiting,
    case
        when age_us <= within_us then 'not_due'
        when accept_us <= within_us then 'in_time'
        -- a fast rejection is no way to pass, and no broken promise (METHODS 2.1)
        when close_us <= within_us then 'closed_in_time'
        when reached_accepted and accept_us is null then 'no_time'
        else 'late'
    end as state
from waits
