-- one row per lead and entry that closed it: rejected, disqualified or recycled, wherever the export says so
with
entries as (
    select lead_key, rejected_at as at, 'rejected' as kind, 1 as place, 0::bigint as row_id, true as from_lead, null as actor_id
    from stg_leads where rejected_at is not null
    union all
    select lead_key, recycled_at, 'recycled', 1, 0, true, null
    from stg_leads where recycled_at is not null
    union all
    select lead_key, "at", disposition, 2, row_id, false, actor_id
    from stg_dispositions where disposition in ('rejected', 'disqualified', 'recycled')
    union all
    select h.lead_key, h.at, h.to_stage, 3, h.row_id, false, null
    from stg_stage_history h
    cross join def_settings s
    where h.to_stage in ('rejected', 'disqualified', 'recycled') and h.at <= s.as_of
)

-- `closed_by`: its place among other events, which is the end of the day of a bare date
select e.*, end_of_day(e.at, b.name is not null, s.as_of) as closed_by
from entries e
cross join def_settings s
left join bare_dates b on b.name = case e.place
    when 1 then 'leads.' || e.kind || '_at'
    when 2 then 'dispositions.at'
    else 'stage_history.at'
end
