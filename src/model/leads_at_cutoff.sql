-- one row per exported lead: the moment at which the rules of `exclude` are judged
select l.lead_key, s.as_of as at, l.score_at_mql from stg_leads l cross join def_settings s
