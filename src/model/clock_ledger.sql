-- one row per handoff and gap between two of its stamps; the gaps of a handoff sum to start -> as_of
with
bare as (
    select exists (select 1 from bare_dates) as bare
),

stamps as (
    select
        handoff_key,
        stamp,
        greatest(case when staged then end_of_day("at", bare, as_of) else "at" end, start_at) as at,
        rank,
        staged and bare and is_midnight("at") as day_only
    from (
        select
            handoff_key,
            start_at,
            unnest(['start', 'routed', 'first_human_owner', 'first_touch', 'accepted', 'sql', 'opportunity', 'won', 'closed', 'as_of'])
                as stamp,
            unnest([start_at, routed_at, first_human_owner_at, first_attempt_at, accepted_at, sql_at, opportunity_at, won_at,
                closed_at, s.as_of]) as at,
            unnest([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) as rank,
            unnest([false, false, false, false, true, true, true, true, true, false]) as staged,
            b.bare,
            s.as_of
        from handoffs
        cross join def_settings s
        cross join bare b
    )
    where "at" is not null
),

gaps as (
    select
        handoff_key,
        stamp as from_stamp,
        lead(stamp) over following as to_stamp,
        "at" as from_at,
        lead("at") over following as to_at,
        day_only as from_day_only,
        lead(day_only) over following as to_day_only,
        row_number() over following as gap_no
    from stamps
    window following as (partition by handoff_key order by "at", rank)
),

read as (
    select
        g.*,
        r.schedule,
        r.lead_key,
        open_before(g.from_at, f.open_at, f.open_us, f.before_us) as from_open_us
    from gaps g
    join handoffs r using (handoff_key)
    asof left join calendar f on f.schedule = r.schedule and g.from_at >= f.open_at
    where g.to_stamp is not null
),

both_ends as (
    select
        g.*,
        open_before(g.to_at, t.open_at, t.open_us, t.before_us) as to_open_us
    from read g
    asof left join calendar t on t.schedule = g.schedule and g.to_at >= t.open_at
)

select
    g.handoff_key,
    g.gap_no::integer as gap_no,
    g.from_stamp,
    g.to_stamp,
    g.from_at,
    g.to_at,
    -- both ends are cut to seconds, so that the gaps sum to the total exactly
    epoch_us(g.to_at) // 1000000 - epoch_us(g.from_at) // 1000000 as wall_seconds,
    (g.to_open_us // 1000000 - g.from_open_us // 1000000) as business_seconds,
    -- the end is a date without a time of day, taken for the end of that day: the seconds are known to the day, and no closer
    g.from_day_only,
    g.to_day_only,
    o.owner,
    o.owner_kind
from both_ends g
left join owner_spans o on o.lead_key = g.lead_key
    and o.from_at <= g.from_at and coalesce(o.to_at, timestamp '9999-12-31') > g.from_at
order by g.handoff_key, g.gap_no
