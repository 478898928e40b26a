-- one row per text that names a lead in any system, and lead that it names at a time: its own id, the contact it became, a
-- record of another system, its email, and where a system's lookups show nothing else its name, as long as no other lead has it
with
known as (
    select lead_id as key, lead_id, 0 as rank from export_leads
    union all
    select contact_id, lead_id, 1 from export_leads
    union all
    select lower(email), lead_id, 3 from export_leads
    union all
    -- an id that was merged away
    select other_id, lead_id, 5 from export_crosswalk where kind = 'merged'
),

-- a record of another system is the CRM's lead, else the contact it became, else whoever has its email
named as (
    select other_id, unnest([lead_id, contact_id, lower(email)]) as key
    from export_crosswalk
    where kind in ('lead', 'engagement')
),

others as (
    -- an id that may be a lead's or a contact's stands in both columns
    select distinct n.other_id as key, k.lead_id, 2 as rank, k.rank as through
    from named n
    join known k on k.key = n.key
),

names as (
    select other_id as key, min(lead_id) as lead_id, 4 as rank, 0 as through
    from export_crosswalk
    where kind = 'name'
    group by other_id
    having count(distinct lead_id) = 1
),

keys as (
    select key, lead_id, rank, 0 as through from known where key is not null
    union all
    select key, lead_id, rank, through from others
    union all
    select key, lead_id, rank, through from names
),

-- by the best of its keys
best as (
    select distinct k.key, k.lead_id, k.rank, k.through, l.created_at
    from keys k
    join export_leads l on l.lead_id = k.lead_id
    qualify dense_rank() over (partition by k.key order by k.rank, k.through) = 1
)

-- of several leads with one key the latest that was there: who asks again in autumn was not called then in spring. What is up to
-- 300 s earlier may have made the lead, by another system's clock (METHODS 1.2). How many there were is told
select
    key,
    lead_id,
    rank,
    through,
    count(*) over (partition by key) as leads,
    case when row_number() over by_age > 1 then created_at - interval 300 seconds end as from_at,
    lead(created_at) over by_age - interval 300 seconds as until_at
from best
window by_age as (partition by key order by created_at nulls first, lead_id desc)
