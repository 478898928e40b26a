-- one row per kind of moment, weekday (Monday is 1) and local hour: the handoffs whose moment it is; without one both are null
with
moments as (
    select 'arrivals' as what, start_weekday as weekday, start_hour as hour
    from handoffs
    where excluded is null
    union all
    select 'first_touches', isodow(local_start(response_at))::integer, hour(local_start(response_at))::integer
    from handoffs
    where excluded is null
)

select what, weekday, hour, count(*)::integer as n
from moments
group by what, weekday, hour
order by what, weekday nulls last, hour nulls last
