-- one row per span of workdays without any outbound of a person, although the team worked and the person's rhythm is another
--
-- METHODS 8, out of office: three workdays or more. An inference, never more. Work comes in bursts with the leads, so only
-- people are judged who reach out on four of five workdays, and only spans that chance would give anybody of all these
-- people in less than one of twenty histories.
with
workdays as (
    select
        c.schedule,
        local_start(c.open_at)::date as day,
        min(c.open_at) as open_at,
        max(c.close_at) as close_at
    from calendar c
    cross join def_settings s
    where c.close_at <= s.as_of
    group by c.schedule, local_start(c.open_at)::date
),

numbered as (
    select *, row_number() over (partition by schedule order by day) as day_no from workdays
),

people_here as (
    select
        u.user_id,
        coalesce(lower(u.team), '') as team,
        coalesce(d.schedule, '') as schedule,
        u.active
    from stg_users u
    left join def_schedule d on lower(d.schedule) = lower(u.team)
    where u.kind = 'person'
),

-- by the quarter of an hour first, which no local midnight divides: few rows are left whose local day has to be told
quarters as (
    select k.actor_id::varchar as user_id, epoch_us(a.at) // 900000000 as quarter
    from activity_facts a
    join activity_kinds k using (kind_no)
    where k.outreach and k.done and k.direction = 'outbound' and k.actor_kind = 'human'
    group by k.actor_id::varchar, epoch_us(a.at) // 900000000
),

worked as (
    select distinct p.user_id, p.team, p.schedule, local_start(make_timestamp(h.quarter * 900000000))::date as day
    from quarters h
    join people_here p on p.user_id = h.user_id
),

team_days as (
    select distinct team, day from worked
),

-- workdays up to a day, the day itself included; work at a weekend ends a span too
placed as (
    select w.*, n.day_no, (n.day = w.day)::integer as on_workday
    from worked w
    asof join numbered n on n.schedule = w.schedule and w.day >= n.day
),

rhythm as (
    select user_id, min(day_no) as first_no, max(day_no) as last_no, sum(on_workday)::bigint as worked_days
    from placed
    group by user_id
),

spans as (
    select
        p.user_id,
        p.team,
        p.schedule,
        p.day_no + 1 as from_no,
        lead(p.day_no - p.on_workday) over (partition by p.user_id order by p.day) as to_no
    from placed p
),

-- nobody comes back before the end of the export: only who is still here can be away
closed as (
    select s.user_id, s.team, s.schedule, s.from_no, coalesce(s.to_no, l.last_no) as to_no
    from spans s
    join people_here p using (user_id)
    join (select schedule, max(day_no) as last_no from numbered group by schedule) l on l.schedule = s.schedule
    where s.to_no is not null or p.active
),

idle as (
    select
        c.user_id,
        min(n.open_at) as from_at,
        max(n.close_at) as to_at,
        count(t.day)::integer as workdays,
        max(r.worked_days) / greatest(max(greatest(r.last_no, c.to_no)) - max(r.first_no) + 1 - (max(c.to_no) - max(c.from_no) + 1), 1)
            as usual,
        max(greatest(r.last_no, c.to_no)) - max(r.first_no) + 1 as history
    from closed c
    join rhythm r using (user_id)
    join numbered n on n.schedule = c.schedule and n.day_no between c.from_no and c.to_no
    left join team_days t on t.team = c.team and t.day = n.day
    group by c.user_id, c.from_no
),

judged as (
    select *, count(distinct user_id) over () as people
    from idle
    where usual >= 0.8
)

select user_id, from_at, to_at, workdays
from judged
where workdays >= $workdays and people * history * power(1 - least(usual, 1), workdays) <= 0.05
