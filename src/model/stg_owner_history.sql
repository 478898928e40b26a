-- one row per change of owner of an exported lead, as of as_of
select
    h.rowid as row_id,
    l.lead_key,
    h.at,
    o.owner_id as old_owner,
    o.owner_kind as old_owner_kind,
    n.owner_id as new_owner,
    n.owner_kind as new_owner_kind
from export_owner_history h
join lead_ids l on l.lead_id = h.lead_id
cross join def_settings s
left join people o on o.text = h.old_owner
left join people n on n.text = h.new_owner
where h.at <= s.as_of
