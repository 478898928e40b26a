-- one row per handoff: the moment at which policies and routing rules are judged
select handoff_key, lead_key, start_at as at, score_at_mql from starts
