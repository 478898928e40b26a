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

-- a history that begins only after as_of tells who had the lead until then; the lead's own owner is of a later day
later as (
    select l.lead_key, o.owner_id, o.owner_kind
    from export_owner_history h
    join lead_ids l on l.lead_id = h.lead_id
    cross join def_settings s
    left join people o on o.text = h.old_owner
    where h.at > s.as_of
    qualify row_number() over (partition by l.lead_key order by h.at, h.rowid) = 1
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
    select
        l.lead_key,
        l.created_at,
        null,
        case when h.lead_key is null then l.owner_id else h.owner_id end,
        case when h.lead_key is null then l.owner_kind else h.owner_kind end
    from stg_leads l
    left join later h using (lead_key)
    where l.lead_key not in (select lead_key from stg_owner_history)
)

select * from spells where owner is not null
