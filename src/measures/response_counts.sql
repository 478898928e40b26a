-- one row: what became of the handoffs, in counts and in sums of microseconds told in seconds (METHODS 0.5)
with
answers as (
    select *, greatest(epoch_us(response_at) - epoch_us(start_at), 0) as response_us from handoffs
),

waits as (
    select
        h.*,
        h.on_curve and h.outcome = 'responded' as responded,
        h.excluded is null and h.outcome != 'self_booked' and h.start_from = 'inquiry' as hand_raised,
        -- as with every promise: who is not older than it may yet be acknowledged (METHODS 2.1)
        h.follow_wall > 300 as acknowledgeable,
        -- waiting before the first human owner is the routing's, up to the response
        greatest(least(h.response_us, epoch_us(h.first_human_owner_at) - epoch_us(h.start_at)), 0) as routing_us
    from answers h
)

select
    count(*)::integer as handoffs,
    count(*) filter (excluded is null)::integer as included,
    count(*) filter (on_curve)::integer as on_curve,
    count(*) filter (responded)::integer as responded,
    count(*) filter (responded and wall_seconds <= 300)::integer as "0-5m",
    count(*) filter (responded and wall_seconds > 300 and wall_seconds <= 1800)::integer as "5-30m",
    count(*) filter (responded and wall_seconds > 1800 and wall_seconds <= 3600)::integer as "30m-1h",
    count(*) filter (responded and wall_seconds > 3600 and wall_seconds <= 14400)::integer as "1-4h",
    count(*) filter (responded and wall_seconds > 14400 and wall_seconds <= 86400)::integer as "4-24h",
    count(*) filter (responded and wall_seconds > 86400 and wall_seconds <= 172800)::integer as "24-48h",
    count(*) filter (responded and wall_seconds > 172800)::integer as ">48h",
    count(*) filter (on_curve and outcome = 'closed_untouched')::integer as closed_untouched,
    count(*) filter (excluded is null and outcome = 'unlogged')::integer as unlogged,
    count(*) filter (on_curve and outcome = 'open_untouched' and never_after)::integer as never,
    count(*) filter (on_curve and outcome = 'open_untouched' and not never_after)::integer as waiting,
    count(*) filter (excluded is null and outcome = 'self_booked')::integer as self_booked,
    count(*) filter (on_curve and never_after)::integer as old,
    count(*) filter (on_curve and never_after and outcome in ('open_untouched', 'closed_untouched'))::integer as old_untouched,
    quantile_cont(response_us, 0.5) filter (responded) / 1e6 as naive_median,
    count(*) filter (responded and wall_seconds <= 2592000)::integer as answered_30d,
    (sum(response_us) filter (responded and wall_seconds <= 2592000))::bigint / 1e6 as seconds_30d,
    (sum(response_us) filter (responded))::bigint / 1e6 as waiting_seconds,
    (sum(routing_us) filter (responded))::bigint / 1e6 as routing_seconds,
    count(*) filter (hand_raised and acknowledgeable)::integer as hand_raisers,
    count(*) filter (hand_raised and not acknowledgeable)::integer as young_hand_raisers,
    count(*) filter (hand_raised and acknowledgeable and least(automated_seconds, wall_seconds) <= 300)::integer as acknowledged
from waits
