-- one row per handoff: everything about it that does not need its activities
with
-- the user or queue a rule names, by id, email or name; two of a name are nobody
targets as (
    select r.rule_no, min(u.user_id) as user_id, min(u.team) as team
    from def_rule r
    join stg_users u on lower(coalesce(r.to_user, r.to_queue)) in (lower(u.user_id), lower(u.email), lower(u.name))
        and (r.to_queue is null or u.kind = 'queue')
    group by r.rule_no
    having count(*) = 1
),

rules as (
    select r.*, t.user_id as target_user_id, coalesce(r.to_team, case when r.to_user is not null then t.team end) as expected_team
    from def_rule r
    left join targets t using (rule_no)
)

select
    h.*,
    o.routed_at,
    o.routed_to,
    o.first_human_owner_at,
    o.first_human_owner,
    coalesce(o.ever_unknown, false) as ever_unknown,
    o.open_owner,
    coalesce(o.open_owner_kind, 'none')::owner_kind as open_owner_kind,
    u.team,
    j.policy_no,
    j.rule_no,
    j.routing_state::routing_state as routing_state,
    r.rule as routing_rule,
    r.expected_team,
    case
        when r.rule is null then null
        when r.to_queue is not null then case
            when o.routed_to is not null then lower(o.routed_to) != lower(coalesce(r.target_user_id, r.to_queue))
        end
        when o.first_human_owner is null then null
        when r.to_user is not null then o.first_human_owner != coalesce(r.target_user_id, r.to_user)
        -- an owner without a team tells nothing
        else lower(u.team) != lower(r.to_team)
    end as misrouted,
    -- the first human owner's team, else the expected one, else the company (SPEC 13, SLA)
    coalesce(own.schedule, case when o.first_human_owner is null then expected.schedule end, '') as schedule,
    p.* exclude (handoff_key),
    c.* exclude (handoff_key),
    q.mql_definition,
    q.icp,
    q.context,
    q.reason_verdict::reason_verdict as reason_verdict,
    k.sql_definition
from starts h
join judged_at_start j using (handoff_key)
join judged_at_mql q using (handoff_key)
join judged_at_sql k using (handoff_key)
join progress p using (handoff_key)
left join cycle_closes c using (handoff_key)
left join handoff_owners o using (handoff_key)
left join stg_users u on u.user_id = o.first_human_owner
left join rules r using (rule_no)
left join def_schedule own on lower(own.schedule) = lower(u.team)
left join def_schedule expected on lower(expected.schedule) = lower(r.expected_team)
