-- one row per handoff: the moment at which definitions, reasons and context are judged
select handoff_key, lead_key, coalesce(mql_at, start_at) as at, score_at_mql from starts
