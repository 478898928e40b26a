-- one row per change of a field of an exported lead, also after as_of: what the field was until then
select
    h.rowid as row_id,
    l.lead_key,
    h.at,
    lower(h.field) as field,
    case
        when s.has_old_values then h.old_value
        -- a list of values with their times: each ends the one before, and nobody knows what was before the first
        else lag(h.new_value) over (partition by l.lead_key, lower(h.field) order by h.at, h.rowid)
    end as old_value,
    h.new_value
from export_field_history h
join lead_ids l on l.lead_id = h.lead_id
cross join def_settings s
