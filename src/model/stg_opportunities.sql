-- one row per opportunity created by as_of; one that closes later is still open
with
read as (
    select
        o.rowid as row_id,
        o.*,
        coalesce(o.is_won, w.meaning = 'won', false) as says_won,
        coalesce(o.is_closed, w.meaning in ('won', 'lost'), o.is_won, false) as says_closed,
        s.as_of
    from export_opportunities o
    cross join def_settings s
    left join def_word w on w.list = 'deal_stage' and w.word = lower(o.stage)
    where o.created_at is null or o.created_at <= s.as_of
)

select
    o.row_id,
    o.opportunity_id,
    o.lead_id,
    o.contact_id,
    o.account_id,
    o.name,
    o.amount as amount_cents,
    o.currency,
    o.stage,
    -- what it was before a later change nobody knows
    case when o.stage_changed_at <= as_of then o.stage_changed_at end as stage_changed_at,
    p.person_id as owner_id,
    o.source,
    o.created_at,
    -- of an open deal this is only the day hoped for
    case when says_closed or says_won then case when o.closed_at <= as_of then o.closed_at end end as closed_at,
    (says_closed or says_won) and (o.closed_at is null or o.closed_at <= as_of) as is_closed,
    says_won and (o.closed_at is null or o.closed_at <= as_of) as is_won
from read o
left join people p on p.text = o.owner
