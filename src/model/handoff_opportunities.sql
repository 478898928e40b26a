-- one row per opportunity that belongs to a handoff: the latest cycle that started before it was created; a deal between
-- an inquiry and the first MQL is older than both and belongs to nobody (SPEC 13, Funnel)
with
-- of all cycles: a window of starts leaves a handoff its own deals and gives it no other's
begun as (
    select c.lead_key, c.cycle, h.handoff_key, coalesce(c.mql_at, l.inquiry_at, l.created_at) as cycle_at
    from cycles c
    join stg_leads l using (lead_key)
    left join starts h using (lead_key, cycle)
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
where handoff_key is not null
