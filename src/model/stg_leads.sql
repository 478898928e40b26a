-- one row per exported lead; stamps later than as_of have not happened
select
    l.rowid::integer as lead_key,
    l.* exclude (inquiry_at, mql_at, assigned_at, accepted_at, sql_at, rejected_at, rejection_reason, recycled_at,
                 converted_at, first_response_at, source, campaign, country),
    case when l.inquiry_at <= s.as_of then l.inquiry_at end as inquiry_at,
    -- kept as exported: a first MQL after as_of puts the lead after the cut-off
    l.mql_at,
    case when l.assigned_at <= s.as_of then l.assigned_at end as assigned_at,
    case when l.accepted_at <= s.as_of then l.accepted_at end as accepted_at,
    case when l.sql_at <= s.as_of then l.sql_at end as sql_at,
    case when l.rejected_at <= s.as_of then l.rejected_at end as rejected_at,
    -- the reason of a close that has not happened says nothing about an earlier one
    case when coalesce(l.rejected_at, l.recycled_at) > s.as_of then null else l.rejection_reason end as rejection_reason,
    case when l.recycled_at <= s.as_of then l.recycled_at end as recycled_at,
    case when l.converted_at <= s.as_of then l.converted_at end as converted_at,
    case when l.first_response_at <= s.as_of then l.first_response_at end as first_response_at,
    source_spelling.spelling as source,
    campaign_spelling.spelling as campaign,
    country_spelling.spelling as country,
    regexp_replace(lower(l.email), '\+[^@]*@', '@') as email_key,
    p.owner_id,
    p.owner_kind,
    l.rowid as row_id
from export_leads l
cross join def_settings s
left join people p on p.text = l.owner
left join spellings source_spelling on source_spelling.list = 'source' and source_spelling.text = l.source
left join spellings campaign_spelling on campaign_spelling.list = 'campaign' and campaign_spelling.text = l.campaign
left join spellings country_spelling on country_spelling.list = 'country' and country_spelling.text = l.country
