-- one row per signal of an exported lead, as of as_of
select
    l.counted_key as lead_key,
    g.at,
    g.signal,
    g.detail,
    g.campaign,
    g.rowid as row_id
from export_signals g
join lead_ids l on l.lead_id = g.lead_id
cross join def_settings s
where g.at <= s.as_of
