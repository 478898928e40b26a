-- one row per assignment that was followed for seven days: the quarter of the owner's own loads it fell into, and the answer
--
-- METHODS 8, overload. The quarters are each owner's own: a slow rep has many open leads because he is slow, and must not
-- make the load look like the cause.
with
changes as (
    select owner, from_at as at, 1 as change, handoff_key from open_spells
    union all
    select owner, to_at, -1, handoff_key from open_spells where to_at is not null
),

-- within a second a lead that goes makes room before one that comes
counted as (
    select
        handoff_key,
        owner,
        "at",
        change,
        sum(change) over (partition by owner order by "at", change, handoff_key rows unbounded preceding) - change as load
    from changes
),

assigned as (
    select
        c.owner,
        c.load,
        h.rep_business,
        h.rep_follow_business,
        h.rep_wall
    from counted c
    join handoffs h using (handoff_key)
    where c.change = 1
        and c.owner = h.first_human_owner::varchar and c.at = h.first_human_owner_at
        and h.on_curve and h.on_rep_clock and h.rep_follow_wall >= 604800
),

ranked as (
    select
        *,
        rank() over (partition by owner order by load) - 1 as lighter,
        count(*) over (partition by owner) as own
    from assigned
)

select
    -- equal loads stay together
    (4 * lighter // own)::integer as quarter,
    load,
    coalesce(rep_business, rep_follow_business) as time,
    (rep_business is not null)::integer as answered,
    -- not answered within seven days is never (METHODS 1.7)
    case when rep_wall <= 604800 then rep_business end as in_time
from ranked
where own >= $min_own::integer
