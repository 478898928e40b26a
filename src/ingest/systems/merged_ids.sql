-- one row per id that was merged away: the exported lead at the end of its chain; nobody in a loop is merged
with recursive
chain (other_id, lead_id, depth) as (
    select other_id, lead_id, 1 from merged_parts where other_id <> lead_id
    union all
    select c.other_id, p.lead_id, c.depth + 1
    from chain c
    join merged_parts p on p.other_id = c.lead_id
    -- a longer chain is a loop
    where p.lead_id <> p.other_id and c.depth < 50
),

ends as (
    select c.other_id, c.lead_id
    from chain c
    semi join export_leads l on l.lead_id = c.lead_id
    anti join (select other_id from merged_parts where other_id <> lead_id) p on p.other_id = c.lead_id
)

select other_id, min(lead_id) as lead_id from ends group by other_id
