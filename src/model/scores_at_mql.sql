-- one row per cycle: the score as it was at its MQL, where the export says so
with
settings as (
    select exists (select 1 from stg_field_history where field = 'score') as has_history
),

next_changes as (
    select c.lead_key, c.cycle, h.old_value
    from cycles c
    join stg_field_history h on h.lead_key = c.lead_key and h.at > c.mql_at
    where h.field = 'score'
    qualify row_number() over (partition by c.lead_key, c.cycle order by h.at, h.row_id) = 1
)

select
    c.lead_key,
    c.cycle,
    coalesce(
        -- a lead has one: of the cycle that its own MQL column started, or of its only one
        case when c.mql_at = l.mql_at or c.cycle = 1 and c.next_mql_at is null then l.score_at_mql end,
        case
            -- a history writes 1,075 as text
            when n.lead_key is not null then number_of(n.old_value)
            -- it has not changed since
            when s.has_history and c.mql_at is not null then l.score
        end
    ) as score_at_mql
from cycles c
join stg_leads l using (lead_key)
cross join settings s
left join next_changes n using (lead_key, cycle)
