-- one row per handoff: a cycle whose clock starts inside the window
select * exclude (in_window) from all_starts where in_window
