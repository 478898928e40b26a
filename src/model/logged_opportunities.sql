-- one row per handoff that reached an opportunity: was a human touch, or a meeting the buyer booked, logged before it?
-- Such a lead was certainly worked, so what is missing here is the log (METHODS 9, G8).
select
    lead_id,
    team,
    coalesce(
        excluded = 'already_working' or first_attempt_at <= opportunity_at or booked_at <= opportunity_at,
        false
    ) as logged
from handoffs
where reached_opportunity and opportunity_at is not null
    and excluded is distinct from 'before_activities' and excluded is distinct from 'bulk_import'
