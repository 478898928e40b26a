-- one row per handoff on the response curve: when it was answered or last seen on each clock, and its segments
select
    coalesce(h.wall_seconds, h.follow_wall) as buyer_wall,
    coalesce(h.business_seconds, h.follow_business) as buyer_business,
    coalesce(h.rep_wall, h.rep_follow_wall) as rep_wall,
    coalesce(h.rep_business, h.rep_follow_business) as rep_business,
    h.follow_wall,
    (h.outcome = 'responded')::integer as answered,
    h.on_rep_clock,
    s.no as source_no,
    o.no as owner_no,
    t.no as team_no,
    w.no as week_no,
    h.source is null as source_blank,
    h.owner is null as owner_blank,
    h.team is null as team_blank,
    h.rule_no,
    h.start_hour
from handoffs h
join curve_segments s on s.dimension = 'source' and s.segment is not distinct from h.source::varchar
join curve_segments o on o.dimension = 'owner' and o.segment is not distinct from h.owner::varchar
join curve_segments t on t.dimension = 'team' and t.segment is not distinct from h.team::varchar
join curve_segments w on w.dimension = 'week' and w.segment is not distinct from h.week::varchar
where h.on_curve
