-- one row per opportunity that belongs to a handoff: the latest cycle that started before it was created; a deal between
-- an inquiry and the first MQL is older than both and belongs to nobody (SPEC 13, Funnel)
with
placed as (
    select
        o.opportunity_id,
        o.row_id,
        h.handoff_key,
        h.lead_key,
        h.cycle,
        coalesce(h.mql_at, h.start_at) as cycle_at,
        o.amount_cents,
        o.currency,
        o.created_at,
        o.closed_at,
        o.is_closed,
        o.is_won,
        -- a deal without a creation date is placed by its close, and may be older than the MQL stamp says
        coalesce(coalesce(o.created_at, o.closed_at) >= coalesce(h.mql_at, h.start_at), true) as after_start
    from stg_opportunities o
    join lead_deals d using (opportunity_id)
    join starts h using (lead_key)
)

select * exclude (after_start, lead_key, cycle, cycle_at)
from placed
where after_start or created_at is null
qualify row_number() over (partition by opportunity_id order by after_start desc, cycle_at desc, lead_key, cycle) = 1
