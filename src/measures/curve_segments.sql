-- one row per segment of the response curve: its number from 0 on, in order of value, the blank one last
with
segments as (
    select 'source' as dimension, source::varchar as segment from handoffs where on_curve
    union
    select 'owner', owner::varchar from handoffs where on_curve
    union
    select 'team', team::varchar from handoffs where on_curve
    union
    select 'week', week::varchar from handoffs where on_curve
)

select
    dimension,
    segment,
    row_number() over (partition by dimension order by segment nulls last)::integer - 1 as no
from segments
