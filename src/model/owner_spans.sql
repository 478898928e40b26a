-- one row per lead and spell of one owner; before created_at nobody owns a lead
with
changes as (
    -- before the first row of its history a lead is with that row's old owner
    select
        h.lead_key,
        l.created_at as at,
        null::timestamp as said_at,
        null::bigint as row_id,
        h.old_owner as owner,
        h.old_owner_kind as owner_kind
    from stg_owner_history h
    join stg_leads l using (lead_key)
    qualify row_number() over (partition by h.lead_key order by h.at, h.row_id) = 1
    union all
    select h.lead_key, greatest(h.at, l.created_at), h.at, h.row_id, h.new_owner, h.new_owner_kind
    from stg_owner_history h
    join stg_leads l using (lead_key)
),

-- the last of several at one moment
settled as (
    select lead_key, "at", owner, owner_kind
    from changes
    qualify "at" is distinct from
        lead("at") over (partition by lead_key order by "at", said_at nulls first, row_id)
),

-- the same owner again is no change
changed as (
    select *
    from settled
    window spell as (partition by lead_key order by "at")
    qualify row_number() over spell = 1 or owner is distinct from lag(owner) over spell
),

spells as (
    select
        lead_key,
        "at" as from_at,
        lead("at") over (partition by lead_key order by "at") as to_at,
        owner,
        owner_kind
    from changed
    union all
    select lead_key, created_at, null, owner_id, owner_kind
    from stg_leads
    where lead_key not in (select lead_key from stg_owner_history)
)

select * from spells where owner is not null
