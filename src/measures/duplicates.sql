-- one row: leads that share a normalised email, and what several reps did to them
with
leads as (
    select l.lead_key, l.email_key
    from stg_leads l
    join population p using (lead_key)
    where p.step not in ('after_cutoff', 'merged') and p.step not like 'excluded:%'
),

clusters as (
    select email_key, count(*) as leads
    from leads
    where email_key is not null and email_key != ''
    group by email_key
    having count(*) >= 2
),

touches as (
    select l.email_key, a.row_id, a.at as touched_at, a.actor_id
    from clusters c
    join leads l using (email_key)
    join stg_activities a using (lead_key)
    where a.counts
),

-- two reps within seven days are neighbours somewhere in the order of time
neighbours as (
    select
        email_key,
        touched_at,
        actor_id,
        lag(touched_at) over following as previous_at,
        lag(actor_id) over following as previous_actor_id
    from touches
    where actor_id is not null
    window following as (partition by email_key order by touched_at, row_id)
),

collisions as (
    select distinct email_key
    from neighbours
    where actor_id != previous_actor_id and epoch_us(touched_at) - epoch_us(previous_at) <= 604800000000
)

select
    (select count(*) from leads)::integer as leads,
    (select count(email_key) from leads)::integer as with_email,
    (select count(distinct email_key) from leads)::integer as people,
    (select count(*) from clusters)::integer as clusters,
    (select coalesce(sum(c.leads), 0) from clusters c)::integer as clustered,
    (select count(*) from collisions)::integer as collisions,
    (select count(*) from clusters anti join touches using (email_key))::integer as untouched
