-- one row per opportunity that belongs to a handoff
select * from cycle_opportunities where handoff_key in (select handoff_key from starts)
