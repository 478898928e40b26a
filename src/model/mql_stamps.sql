-- one row per lead and distinct instant at which it became an MQL
select lead_key, mql_at as at from stg_leads where mql_at is not null
union
select lead_key, "at" from stg_stage_history where to_stage = 'mql'
