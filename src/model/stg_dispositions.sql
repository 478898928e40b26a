-- one row per disposition of an exported lead, as of as_of
select
    d.rowid as row_id,
    l.lead_key,
    d.at,
    coalesce(w.meaning, d.disposition) as disposition,
    d.reason,
    r.reason_code,
    p.person_id as actor_id
from export_dispositions d
join lead_ids l on l.lead_id = d.lead_id
cross join def_settings s
left join people p on p.text = d.actor
left join def_word w on w.list = 'disposition' and w.word = d.disposition
left join def_reason_label r on r.label = lower(d.reason)
where d.at <= s.as_of
