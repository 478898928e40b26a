-- one row per rule with `distribute: round_robin` and member of its team: leads handed out, and the fair share of them
--
-- METHODS 8, fairness: weight x available time. The time is counted in leads: those of each shift, a span in which nobody
-- of the team comes or goes, are shared out by weight among the members who are there. So neither a busy month nor a
-- colleague's holiday looks unfair.
with
handed as (
    select
        r.rule_no,
        h.first_human_owner::varchar as owner,
        h.first_human_owner_at as at,
        -- who had it before the clock began got it from nobody's rotation
        exists (
            select 1 from owner_spans o
            where o.lead_key = h.lead_key and o.owner_kind = 'person'
                and o.from_at < h.start_at and coalesce(o.to_at, timestamp '9999-12-31') > h.start_at
        ) and h.lead_key in (select lead_key from stg_owner_history) as kept
    from def_rule r
    join handoffs h using (rule_no)
    where r.round_robin and r.to_team is not null and h.first_human_owner is not null
),

begun as (
    select rule_no, min("at") as begun_at from handed where not kept group by rule_no
),

owning_since as (
    select owner::varchar as owner, min(from_at) as owning_at from owner_spans where owner_kind = 'person' group by owner
),

-- where weights are kept, who has none is not in the rotation (a manager); else who never got a lead of the rule
members as (
    select
        r.rule_no,
        r.rule,
        u.user_id as owner,
        case when w.weighted then u.weight else 1 end as weight,
        -- a first lead long after the rule's first one: joined then
        case when s.owning_at > b.begun_at + to_days($joined_after_days::integer) then s.owning_at end as joined_at,
        u.deactivated_at
    from def_rule r
    join begun b using (rule_no)
    join stg_users u on u.kind = 'person' and lower(u.team) = lower(r.to_team)
    join (select lower(team) as team, bool_or(weight is not null) as weighted from stg_users group by lower(team)) w
        on w.team = lower(u.team)
    left join owning_since s on s.owner = u.user_id
    where r.round_robin
        -- deactivated, and nobody says when
        and (u.active or u.deactivated_at is not null)
        and case
            when w.weighted then coalesce(u.weight, 0) > 0
            else exists (select 1 from handed d where d.rule_no = r.rule_no and d.owner = u.user_id)
        end
),

shifts as (
    select timestamp '0001-01-01' as begins
    union
    select joined_at from members where joined_at is not null
    union
    select deactivated_at from members where deactivated_at is not null
    union
    select a.from_at from stg_absences a where a.user_id::varchar in (select owner from members)
    union
    select a.to_at from stg_absences a where a.user_id::varchar in (select owner from members)
),

on_duty as (
    select m.rule_no, m.owner, m.weight, f.begins
    from members m
    cross join shifts f
    where (m.joined_at is null or f.begins >= m.joined_at)
        and (m.deactivated_at is null or f.begins < m.deactivated_at)
        and not exists (
            select 1 from stg_absences a
            where a.user_id::varchar = m.owner and f.begins >= a.from_at and f.begins < a.to_at
        )
),

placed as (
    select d.rule_no, d.owner, d.kept, f.begins, count(*) as leads
    from handed d
    asof join shifts f on d.at >= f.begins
    group by d.rule_no, d.owner, d.kept, f.begins
),

turns as (
    select p.rule_no, p.owner, p.begins, sum(p.leads)::bigint as leads
    from placed p
    join on_duty o using (rule_no, owner, begins)
    where not p.kept
    group by p.rule_no, p.owner, p.begins
),

shared_out as (
    select rule_no, begins, sum(leads)::bigint as leads from turns group by rule_no, begins
),

duty as (
    select rule_no, begins, sum((weight * 1000)::bigint)::bigint as weight from on_duty group by rule_no, begins
),

fair as (
    select
        o.rule_no,
        o.owner,
        -- whole millionths of a lead: sums that come out the same in any order
        sum((coalesce(s.leads, 0) * (o.weight * 1000)::bigint * 1000000 / d.weight)::bigint)::bigint as fair_millionths
    from on_duty o
    join duty d using (rule_no, begins)
    left join shared_out s using (rule_no, begins)
    group by o.rule_no, o.owner
),

got as (
    select rule_no, owner, sum(leads)::bigint as assigned from turns group by rule_no, owner
),

outside as (
    select
        p.rule_no,
        sum(p.leads) filter (p.kept) as kept,
        sum(p.leads) filter (not p.kept and m.owner is null) as not_a_member,
        sum(p.leads) filter (not p.kept and m.owner is not null and o.owner is null) as away
    from placed p
    left join members m on m.rule_no = p.rule_no and m.owner = p.owner
    left join on_duty o on o.rule_no = p.rule_no and o.owner = p.owner and o.begins = p.begins
    group by p.rule_no
)

select
    m.rule_no,
    m.rule,
    m.owner,
    coalesce(g.assigned, 0)::integer as assigned,
    f.fair_millionths,
    coalesce(x.kept, 0)::integer as kept,
    coalesce(x.not_a_member, 0)::integer as not_a_member,
    coalesce(x.away, 0)::integer as away
from members m
join fair f using (rule_no, owner)
left join got g using (rule_no, owner)
left join outside x using (rule_no)
