-- one row per deal of a handoff: its money, and when somebody last worked it (METHODS 5.1)
with
-- a meeting counts when it was booked and when it was held
work as (
    select a.lead_key, epoch_us(a.at) as at_us
    from activity_facts a
    join activity_kinds k using (kind_no)
    where k.actor_kind = 'human' and (k.counts or k.two_way)
    union all
    select a.lead_key, epoch_us(a.said_at)
    from activity_facts a
    join activity_kinds k using (kind_no)
    cross join def_settings s
    where k.actor_kind = 'human' and (k.counts or k.two_way) and a.said_at > a.at and a.said_at <= s.as_of
),

deals as (
    select
        o.opportunity_id,
        h.lead_id,
        h.lead_key,
        d.owner_id::varchar as owner,
        o.amount_cents,
        o.currency,
        o.is_closed,
        epoch_us(o.created_at) as created_us,
        epoch_us(d.stage_changed_at) as stage_us,
        epoch_us(coalesce(o.closed_at, s.as_of)) as end_us
    from handoff_opportunities o
    join handoffs h using (handoff_key)
    join stg_opportunities d on d.opportunity_id = o.opportunity_id
    cross join def_settings s
),

worked as (
    select d.opportunity_id, max(w.at_us) as work_us
    from deals d
    join work w on w.lead_key = d.lead_key and w.at_us <= d.end_us
    group by d.opportunity_id
),

-- advances that an export dates: those of the lead, the deal's creation, and the deal's latest change of stage
advanced as (
    select d.opportunity_id, max(epoch_us(x.at)) as advance_us
    from deals d
    join stg_stage_history x on x.lead_key = d.lead_key
    where x.to_stage in ('accepted', 'sql', 'opportunity') and epoch_us(x.at) <= d.end_us
    group by d.opportunity_id
)

select
    d.opportunity_id,
    d.lead_id,
    d.owner,
    d.amount_cents,
    d.currency,
    d.is_closed,
    make_timestamp(w.work_us) as last_work_at,
    make_timestamp(
        greatest(d.created_us, w.work_us, a.advance_us, case when d.stage_us <= d.end_us then d.stage_us end)
    ) as last_sign_at
from deals d
left join worked w using (opportunity_id)
left join advanced a using (opportunity_id)
