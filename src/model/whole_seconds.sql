-- A duration in seconds, rounded up, so that against a limit in seconds it compares as its microseconds do: 300.5 s are more than
-- 5 minutes.
create or replace macro whole_seconds(us) as (us + 999999) // 1000000;
