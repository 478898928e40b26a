-- one row per text of a segment column, with the spelling its group goes by: the most frequent one
with
texts as (
    select 'source' as list, source as text, count(*) as leads from export_leads group by source
    union all
    select 'campaign', campaign, count(*) from export_leads group by campaign
    union all
    select 'country', country, count(*) from export_leads group by country
)

select
    list,
    text,
    first_value(text) over (partition by list, lower(text) order by leads desc, text) as spelling
from texts
where text is not null
