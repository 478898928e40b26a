-- one row per cycle, whatever the window: when it reached each stage; own stamps, the lead's columns before its histories (SPEC 4, 13)
with
-- a stamp before the first MQL belongs to the first cycle unless a close lies between
spans as (
    select
        handoff_key,
        lead_key,
        case
            when cycle > 1 then mql_at
            else coalesce(previous_close_at, timestamp '0001-01-01')
        end as from_at,
        coalesce(next_mql_at, timestamp '9999-12-31') as to_at
    from all_starts
),

bare as (
    select
        s.as_of,
        exists (select 1 from bare_dates where name not in ('leads.rejected_at', 'leads.recycled_at')) as bare
    from def_settings s
),

entries as (
    select lead_key, 'accepted' as stage, accepted_at as at, 1 as place from stg_leads where accepted_at is not null
    union all
    select lead_key, 'sql', sql_at, 1 from stg_leads where sql_at is not null
    union all
    select lead_key, 'converted', converted_at, 1 from stg_leads where converted_at is not null
    union all
    select lead_key, disposition, "at", 2 from stg_dispositions where disposition in ('accepted', 'converted')
    union all
    select h.lead_key, h.to_stage, h.at, 2
    from stg_stage_history h cross join def_settings s
    where h.to_stage in ('accepted', 'sql') and h.at <= s.as_of
),

stamps as (
    select
        p.handoff_key,
        min(e.at) filter (e.stage = 'accepted' and e.place = 1) as lead_accepted_at,
        min(e.at) filter (e.stage = 'accepted' and e.place = 2) as entry_accepted_at,
        min(e.at) filter (e.stage = 'sql' and e.place = 1) as lead_sql_at,
        min(e.at) filter (e.stage = 'sql' and e.place = 2) as entry_sql_at,
        min(e.at) filter (e.stage = 'converted' and e.place = 1) as lead_converted_at,
        min(e.at) filter (e.stage = 'converted' and e.place = 2) as entry_converted_at
    from spans p
    cross join bare b
    join entries e on e.lead_key = p.lead_key
        and end_of_day(e.at, b.bare, b.as_of) >= p.from_at and end_of_day(e.at, b.bare, b.as_of) < p.to_at
    group by p.handoff_key
),

deals as (
    select
        handoff_key,
        count(*) as deals,
        min(created_at) as opportunity_at,
        bool_or(is_won) as won,
        bool_and(is_closed and not is_won) as lost,
        min(closed_at) filter (is_won) as won_at,
        -- the deal shown: a won one before an open one before a lost one, then the oldest
        min(opportunity_id) filter (preferred = 1) as opportunity_id
    from (
        select *, row_number() over (
            partition by handoff_key
            order by is_won desc, is_closed, created_at nulls last, opportunity_id
        ) as preferred
        from cycle_opportunities
    )
    group by handoff_key
),

-- what stands beside its fate: of a handoff with a won and a lost deal the money of the won one
telling as (
    select *
    from cycle_opportunities
    qualify rank() over (partition by handoff_key order by case when is_won then 1 when not is_closed then 2 else 3 end) = 1
),

money as (
    select
        handoff_key,
        -- dollars and euros have no sum (METHODS 5.1); a deal without an amount brings no currency
        case when currencies <= 1 then amount_cents end as amount_cents,
        case when currencies <= 1 then coalesce(currency, any_currency) end as currency
    from (
        select
            handoff_key,
            sum(amount_cents)::bigint as amount_cents,
            count(distinct currency) filter (amount_cents is not null) as currencies,
            min(currency) filter (amount_cents is not null) as currency,
            case when count(distinct currency) <= 1 then min(currency) end as any_currency
        from telling
        group by handoff_key
    )
),

joined as (
    select
        h.handoff_key,
        coalesce(t.lead_accepted_at, t.entry_accepted_at) as accepted_at,
        coalesce(t.lead_sql_at, t.entry_sql_at) as own_sql_at,
        coalesce(t.lead_converted_at, t.entry_converted_at) as converted_at,
        d.opportunity_at,
        d.won_at,
        coalesce(d.deals, 0) > 0 as reached_opportunity,
        coalesce(d.won, false) as reached_won,
        coalesce(d.lost, false) as lost,
        d.opportunity_id,
        m.amount_cents,
        m.currency
    from all_starts h
    left join stamps t using (handoff_key)
    left join deals d using (handoff_key)
    left join money m using (handoff_key)
)

select
    handoff_key,
    accepted_at,
    -- a conversion without an SQL stamp reaches the SQL stage
    coalesce(own_sql_at, converted_at) as sql_at,
    opportunity_at,
    won_at,
    reached_won,
    reached_opportunity,
    reached_opportunity or own_sql_at is not null or converted_at is not null as reached_sql,
    reached_opportunity or own_sql_at is not null or converted_at is not null or accepted_at is not null as reached_accepted,
    case when reached_opportunity then case when reached_won then 'won' when lost then 'lost' else 'open' end end
        ::opportunity_state as opportunity_state,
    -- for rates: the own stamp, else the earliest later stage's
    coalesce(opportunity_at, won_at) as opportunity_time,
    coalesce(own_sql_at, least(converted_at, opportunity_at, won_at)) as sql_time,
    coalesce(accepted_at, least(own_sql_at, converted_at, opportunity_at, won_at)) as accepted_time,
    -- the first sign of the SQL stage or beyond
    end_of_day(least(own_sql_at, converted_at, opportunity_at, won_at), b.bare, b.as_of) as progress_at,
    opportunity_id,
    amount_cents,
    currency
from joined
cross join bare b
