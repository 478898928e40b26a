-- one row per handoff: who had it, and since when
with
spells as (
    select
        h.handoff_key,
        greatest(o.from_at, h.start_at) as from_at,
        o.to_at,
        o.owner,
        o.owner_kind
    from starts h
    cross join def_settings s
    join owner_spans o on o.lead_key = h.lead_key
    where (o.to_at is null or o.to_at > h.start_at)
        and o.from_at < coalesce(h.next_mql_at, s.as_of + interval 1 second)
)

select
    handoff_key,
    min(from_at) as routed_at,
    arg_min(owner, from_at) as routed_to,
    min(from_at) filter (owner_kind = 'person') as first_human_owner_at,
    arg_min(owner, from_at) filter (owner_kind = 'person') as first_human_owner,
    bool_or(owner_kind = 'unknown') as ever_unknown,
    arg_max(owner, from_at) filter (to_at is null) as open_owner,
    arg_max(owner_kind, from_at) filter (to_at is null) as open_owner_kind
from spells
group by handoff_key
