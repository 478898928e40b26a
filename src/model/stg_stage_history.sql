-- one row per change of stage of an exported lead; a first MQL after as_of still has to be seen here
select
    h.rowid as row_id,
    l.lead_key,
    h.at,
    w.meaning as to_stage,
    h.to_stage as raw_stage
from export_stage_history h
join lead_ids l on l.lead_id = h.lead_id
left join def_word w on w.list = 'stage' and w.word = lower(h.to_stage)
