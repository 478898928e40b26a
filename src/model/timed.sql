-- one row per handoff: its activities in sum, and its instants on both clocks in microseconds
with
stamps as (
    select
        f.*,
        t.* exclude (handoff_key, touch_us, grade_a_us, grade_b_us, grade_c_us, booked_us, automated_us),
        make_timestamp(t.touch_us) as touch_at,
        t.touch_us < epoch_us(f.start_at) as early,
        epoch_us(f.start_at) as start_us,
        epoch_us(s.as_of) as as_of_us,
        epoch_us(f.first_human_owner_at) as owned_us,
        epoch_us(f.closed_by) as closed_by_us,
        -- of a close that is a bare date nobody knows whether a promise still ran: the doubt is the rep's
        not_before(epoch_us(f.closed_at), epoch_us(f.start_at)) as closed_us,
        epoch_us(f.progress_at) as progress_us,
        -- up to 300 s early counts as 0
        not_before(t.touch_us, epoch_us(f.start_at)) as touch_us,
        not_before(t.grade_a_us, epoch_us(f.start_at)) as grade_a_us,
        not_before(t.grade_b_us, epoch_us(f.start_at)) as grade_b_us,
        not_before(t.grade_c_us, epoch_us(f.start_at)) as grade_c_us,
        not_before(t.booked_us, epoch_us(f.start_at)) as booked_us,
        not_before(t.automated_us, epoch_us(f.start_at)) as automated_us,
        g.slot_us
    from frames f
    cross join def_settings s
    cross join def_slot g
    left join touches t using (handoff_key)
)

select
    t.*,
    opened_by(t.start_us, start_slot) as start_open_us,
    opened_by(t.as_of_us, as_of_slot) as as_of_open_us,
    opened_by(t.owned_us, owned_slot) as owned_open_us,
    opened_by(t.touch_us, touch_slot) as touch_open_us,
    opened_by(t.grade_a_us, grade_a_slot) as grade_a_open_us,
    opened_by(t.grade_b_us, grade_b_slot) as grade_b_open_us,
    opened_by(t.grade_c_us, grade_c_slot) as grade_c_open_us,
    opened_by(t.booked_us, booked_slot) as booked_open_us,
    opened_by(t.closed_us, closed_slot) as closed_open_us
from stamps t
left join calendar_slots start_slot on start_slot.schedule = t.schedule and start_slot.slot = t.start_us // t.slot_us
left join calendar_slots as_of_slot on as_of_slot.schedule = t.schedule and as_of_slot.slot = t.as_of_us // t.slot_us
left join calendar_slots owned_slot on owned_slot.schedule = t.schedule and owned_slot.slot = t.owned_us // t.slot_us
left join calendar_slots touch_slot on touch_slot.schedule = t.schedule and touch_slot.slot = t.touch_us // t.slot_us
left join calendar_slots grade_a_slot on grade_a_slot.schedule = t.schedule and grade_a_slot.slot = t.grade_a_us // t.slot_us
left join calendar_slots grade_b_slot on grade_b_slot.schedule = t.schedule and grade_b_slot.slot = t.grade_b_us // t.slot_us
left join calendar_slots grade_c_slot on grade_c_slot.schedule = t.schedule and grade_c_slot.slot = t.grade_c_us // t.slot_us
left join calendar_slots booked_slot on booked_slot.schedule = t.schedule and booked_slot.slot = t.booked_us // t.slot_us
left join calendar_slots closed_slot on closed_slot.schedule = t.schedule and closed_slot.slot = t.closed_us // t.slot_us
