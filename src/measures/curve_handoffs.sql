-- one row per handoff on the response curve: a key per clock (steps.ts) and its segments as two numbers
with
sizes as (
    select
        count(*) filter (dimension = 'source') as sources,
        count(*) filter (dimension = 'owner') as owners,
        count(*) filter (dimension = 'team') as teams
    from curve_segments
),

seen as (
    select *, (outcome != 'responded')::integer as waiting from handoffs where on_curve
)

select
    (coalesce(h.wall_seconds, h.follow_wall) * 2 + h.waiting)::double as buyer_wall,
    (coalesce(h.business_seconds, h.follow_business) * 2 + h.waiting)::double as buyer_business,
    -- -1: never on the rep's clock
    case when h.on_rep_clock then coalesce(h.rep_wall, h.rep_follow_wall) * 2 + h.waiting else -1 end::double as rep_wall,
    case when h.on_rep_clock then coalesce(h.rep_business, h.rep_follow_business) * 2 + h.waiting else -1 end::double
        as rep_business,
    -- a number with four places: week, team, owner, source
    (((w.no * z.teams + t.no) * z.owners + o.no) * z.sources + s.no)::double as segment_code,
    -- and one with three: rule (0: none), block of four hours, followed for seven days
    ((coalesce(h.rule_no, 0) * 6 + h.start_hour // 4) * 2 + (h.follow_wall >= 604800)::integer)::double as arrival_code
from seen h
cross join sizes z
join curve_segments s on s.dimension = 'source' and s.segment is not distinct from h.source::varchar
join curve_segments o on o.dimension = 'owner' and o.segment is not distinct from h.owner::varchar
join curve_segments t on t.dimension = 'team' and t.segment is not distinct from h.team::varchar
join curve_segments w on w.dimension = 'week' and w.segment is not distinct from h.week::varchar
