-- one row per lead and spell of one owner; before created_at nobody owns a lead
with
changes as (
    -- before the first row of its history a lead is with that row's old owner
    select
        h.lead_key,
        l.created_at as at,
        h.old_owner as owner,
        h.old_owner_kind as owner_kind,
        0::bigint as sequence
    from stg_owner_history h
    join stg_leads l using (lead_key)
    qualify row_number() over (partition by h.lead_key order by h.at, h.row_id) = 1
    union all
    select h.lead_key, greatest(h.at, l.created_at), h.new_owner, h.new_owner_kind, h.row_id + 1
    from stg_owner_history h
    join stg_leads l using (lead_key)
    union all
    select lead_key, created_at, owner_id, owner_kind, 0
    from stg_leads
    where owner is not null and lead_key not in (select lead_key from stg_owner_history)
),

spells as (
    select
        lead_key,
        "at" as from_at,
        lead("at") over (partition by lead_key order by "at", sequence) as to_at,
        owner,
        owner_kind
    from changes
)

select * from spells
-- a spell of no length is two changes in one second
where owner is not null and (to_at is null or to_at > from_at)
