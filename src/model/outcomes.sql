-- one row per handoff: what came first, and the wall and business seconds to it
with
crowded_minutes as (
    select date_trunc('minute', created_at) as minute
    from stg_leads
    group by minute
    having count(*) >= greatest(50, 0.05 * (select count(*) from stg_leads))
),

-- of the whole file: what it says about other leads, too, tells how far back it goes
first_activity as (
    select epoch_us(min(a.at)) as at_us from export_activities a cross join def_settings s where a.at <= s.as_of
),

-- in whole seconds: within one the order is touch, booking, progress, close (SPEC 13)
ordered as (
    select
        t.*,
        coalesce(t.touch_us // 1000000, 9e15::bigint) as touch_s,
        coalesce(t.booked_us // 1000000, 9e15::bigint) as booked_s,
        coalesce(t.progress_us // 1000000, 9e15::bigint) as progress_s,
        coalesce(t.closed_by_us // 1000000, 9e15::bigint) as closed_s,
        m.minute is not null and t.cycle = 1 as bulk_import,
        coalesce(t.start_us < f.at_us - 86400000000, false) as before_activities,
        s.has_activities
    from timed t
    cross join def_settings s
    cross join first_activity f
    left join crowded_minutes m on m.minute = date_trunc('minute', t.created_at)
),

decided as (
    select
        *,
        case
            when not has_activities then null
            when touch_us is not null and touch_s <= least(booked_s, progress_s, closed_s) then 'responded'
            when booked_us is not null and booked_s <= least(progress_s, closed_s) then 'self_booked'
            when progress_us is not null and progress_s <= closed_s then 'unlogged'
            when closed_us is not null then 'closed_untouched'
            -- the stage was reached at a time the export does not give
            when reached_sql then 'unlogged'
            else 'open_untouched'
        end::outcome as outcome,
        -- progress before any touch or close, or at a time the export does not give
        case
            when progress_us is not null then progress_s <= closed_s and progress_s < touch_s
            else reached_sql and touch_us is null and closed_us is null
        end as went_on,
        case
            when already_working then 'already_working'
            when bulk_import then 'bulk_import'
            when before_activities then 'before_activities'
        end::exclusion as excluded
    from ordered
)

select
    *,
    excluded is null and outcome in ('responded', 'closed_untouched', 'open_untouched') as on_curve,
    outcome = 'responded' as responded,
    early and outcome = 'responded' as clamped,
    whole_seconds(touch_us - start_us) as touch_wall,
    whole_seconds(touch_open_us - start_open_us) as touch_business,
    whole_seconds(booked_us - start_us) as booked_wall,
    whole_seconds(as_of_us - start_us) as follow_wall,
    whole_seconds(as_of_open_us - start_open_us) as follow_business,
    owned_us is not null as on_rep_clock,
    -- answered before anybody owned it: 0 on the rep's clock
    whole_seconds(not_before(touch_us - owned_us, 0)) as rep_touch_wall,
    whole_seconds(not_before(touch_open_us - owned_open_us, 0)) as rep_touch_business,
    whole_seconds(as_of_us - owned_us) as rep_follow_wall,
    whole_seconds(as_of_open_us - owned_open_us) as rep_follow_business,
    whole_seconds(automated_us - start_us) as automated_seconds
from decided
