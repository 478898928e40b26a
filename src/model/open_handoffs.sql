-- one row per cycle, whatever the window: until when it was open (not closed, not at the SQL stage); null where it is still
select h.handoff_key, h.lead_key, h.lead_id, h.start_at, least(c.closed_by, p.sql_time) as ended_at
from all_starts h
join progress p using (handoff_key)
left join cycle_closes c using (handoff_key)
-- an SQL stage reached at a time the export does not give: nobody knows until when it was open
where not (p.reached_sql and p.sql_time is null)
