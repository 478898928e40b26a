-- The state of a promise (METHODS 2.1) on one clock: `within` is the promise, `age` the time to the cut-off, and the others
-- the times to a self-booking, the first touch and the close, all in seconds of that clock. `went_on`: reached a stage untouched.
create or replace macro promise_state(outcome, excluded, policy_no, within, age, booking, touch, closing, went_on) as
    case
        when outcome is null then null
        when excluded is not null then 'excluded_' || excluded
        when policy_no is null then 'no_sla'
        -- the rep's clock has not begun: nobody owns it
        when age is null then 'not_assigned'
        when outcome = 'self_booked' and booking <= within then 'self_booked'
        -- who booked too late and became an SQL all the same is not open: somebody met them and logged nothing
        when outcome = 'unlogged' or outcome = 'self_booked' and went_on then 'unknown_unlogged'
        when touch <= within and age > within then 'met'
        when touch <= within then 'met_not_due'
        when touch is not null then 'breached_late'
        when closing <= within then 'closed_untouched_in_window'
        when closing is not null then 'breached_closed'
        when age > within then 'breached_open'
        else 'pending'
    end;
