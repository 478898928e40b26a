-- one row per closed cycle, whatever the window: the lead's own column where it falls into the cycle, else the first entry (SPEC 13)
with
inside as (
    select h.handoff_key, c.*
    from all_starts h
    join lead_closes c on c.lead_key = h.lead_key
    where (h.mql_at is null or c.closed_by >= h.mql_at) and (h.next_mql_at is null or c.closed_by < h.next_mql_at)
),

closing as (
    select * from inside
    qualify row_number() over (partition by handoff_key order by from_lead desc, closed_by, place, row_id) = 1
),

-- closed again after as_of: the reason that the lead has now may be that of the later close
closed_later as (
    select l.lead_key
    from export_dispositions d
    join lead_ids l on l.lead_id = d.lead_id
    cross join def_settings s
    left join def_word w on w.list = 'disposition' and w.word = d.disposition
    where d.at > s.as_of and coalesce(w.meaning, d.disposition) in ('rejected', 'disqualified', 'recycled')
    union
    select h.lead_key
    from stg_stage_history h
    cross join def_settings s
    where h.at > s.as_of and h.to_stage in ('rejected', 'disqualified', 'recycled')
),

-- the close that the lead's one reason is about: its rejection, or where it was only ever recycled, that
reason_told as (
    select lead_key, coalesce(min(closed_by) filter (kind = 'rejected'), min(closed_by)) as closed_by
    from lead_closes
    where from_lead
    group by lead_key
),

-- what the dispositions say about the close, where they say more than the lead's column
said as (
    select i.handoff_key, d.disposition, d.reason, d.actor_id
    from inside i
    join stg_dispositions d using (row_id)
    where i.place = 2
    qualify row_number() over (partition by i.handoff_key order by i.closed_by, i.row_id) = 1
),

worded as (
    select
        c.handoff_key,
        c.lead_key,
        c.at as closed_at,
        c.closed_by,
        c.kind,
        c.from_lead,
        l.rejection_reason as lead_reason,
        d.reason as said_reason,
        -- of a lead that was closed again after as_of nobody knows what its reason is about
        h.next_mql_at is null and c.lead_key not in (select lead_key from closed_later) as is_last,
        t.closed_by is not null as is_told,
        coalesce(t.closed_by >= h.mql_at, true) and coalesce(t.closed_by < h.next_mql_at, true) as told_here,
        d.disposition as said_kind,
        coalesce(d.actor_id, c.actor_id) as close_actor_id
    from closing c
    join all_starts h using (handoff_key)
    join stg_leads l on l.lead_key = h.lead_key
    left join said d using (handoff_key)
    left join reason_told t on t.lead_key = c.lead_key
),

-- the lead has one reason: it is that of the cycle in which its own column was closed, or where none was, of its last one
reasoned as (
    select
        *,
        case
            when case when is_told then told_here else is_last end then coalesce(lead_reason, said_reason)
            when is_last then coalesce(said_reason, lead_reason)
            else said_reason
        end as reason
    from worded
)

select
    w.handoff_key,
    w.closed_at,
    w.closed_by,
    -- recycled stays recycled; else the reason's kind, then the disposition, then rejected
    case
        when w.kind = 'recycled' then 'recycled'
        else coalesce(r.kind, case when w.from_lead then w.said_kind end, w.kind)
    end::close_kind as close_kind,
    w.reason,
    n.reason_code,
    w.close_actor_id,
    coalesce(r.contact_required, case when c.word is not null then false end, s.contact_required) as needs_contact,
    r.needs_attempts,
    coalesce(r.vague, v.word is not null, false) as reason_vague,
    w.reason is null as reason_blank
from reasoned w
cross join def_settings s
left join def_reason_label n on n.label = lower(w.reason)
left join def_reason r on r.reason_code = n.reason_code
left join def_word v on v.list = 'vague_reason' and v.word = lower(w.reason)
left join def_word c on c.list = 'no_contact_reason' and c.word = lower(w.reason)
