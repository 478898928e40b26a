-- one row per opportunity that belongs to a cycle, whatever the window: the latest cycle that started before it was created; a deal between
-- an inquiry and the first MQL is older than both and belongs to nobody (SPEC 13, Funnel)
with
begun as (
    select c.lead_key, c.cycle, c.handoff_key, coalesce(c.mql_at, c.inquiry_at, c.created_at) as cycle_at from all_starts c
),

placed as (
    select
        o.opportunity_id,
        o.row_id,
        c.handoff_key,
        c.lead_key,
        c.cycle,
        c.cycle_at,
        o.amount_cents,
        o.currency,
        o.created_at,
        o.closed_at,
        o.is_closed,
        o.is_won,
        -- a deal without a creation date is placed by its close, and may be older than the MQL stamp says
        coalesce(coalesce(o.created_at, o.closed_at) >= c.cycle_at, true) as after_start
    from stg_opportunities o
    join lead_deals d using (opportunity_id)
    join begun c using (lead_key)
),

owned as (
    select * from placed
    where after_start or created_at is null
    qualify row_number() over (partition by opportunity_id order by after_start desc, cycle_at desc, lead_key, cycle) = 1
)

select * exclude (after_start, lead_key, cycle, cycle_at)
from owned
