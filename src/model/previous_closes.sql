-- one row per cycle with a close before it: the latest one, of a visible or an invisible cycle
select c.lead_key, c.cycle, max(x.closed_by) as previous_close_at
from cycles c
join lead_closes x on x.lead_key = c.lead_key and x.closed_by < c.mql_at
group by c.lead_key, c.cycle
