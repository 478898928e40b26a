-- one row per handoff whose owner changed after the start and before the first touch (else close, else as_of)
with
spans as (
    select
        h.handoff_key,
        h.lead_key,
        h.start_at,
        coalesce(make_timestamp(least(t.touch_us, t.booked_us)), c.closed_by, s.as_of) as until_at
    from starts h
    cross join def_settings s
    left join touches t using (handoff_key)
    left join cycle_closes c using (handoff_key)
    -- one owner all along cannot bounce
    where h.lead_key in (select lead_key from owner_spans where to_at is not null)
),

spells as (
    select
        p.handoff_key,
        o.owner,
        o.owner_kind,
        o.to_at > p.start_at and o.to_at <= p.until_at as left_inside,
        lag(o.owner, 2) over spell as owner_before_last,
        lag(o.owner, 1) over spell as owner_before
    from spans p
    join owner_spans o on o.lead_key = p.lead_key
        and o.from_at <= p.until_at and coalesce(o.to_at, timestamp '9999-12-31') > p.start_at
    window spell as (partition by p.handoff_key order by o.from_at)
)

select
    handoff_key,
    count(*) filter (left_inside and owner_kind = 'person')::integer as owner_changes_before_touch,
    coalesce(bool_or(owner = owner_before_last and owner != owner_before), false) as pingpong
from spells
group by handoff_key
