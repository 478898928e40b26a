-- The business clock over the table calendar (METHODS 1.6), in whole microseconds.
--
-- B(t), the open microseconds before t, needs the last interval that opened by then:
--     open_before(x.t, c.open_at, c.open_us, c.before_us)
--     ... from x asof left join calendar c on c.schedule = x.schedule and x.t >= c.open_at
-- and the business time from a to b is B(b) - B(a).
create or replace macro open_before(t, open_at, open_us, before_us) as
    coalesce(before_us + least(open_us, epoch_us(t) - epoch_us(open_at)), 0);

-- The inverse, the earliest instant by which wait_us of business time have passed since start, needs the last interval
-- that had not yet used them up when it opened:
--     deadline(x.start, x.wait_us, x.b_start + x.wait_us, c.open_at, c.open_us, c.before_us)
--     ... from x asof left join calendar c on c.schedule = x.schedule and x.b_start + x.wait_us > c.before_us
-- No wait ends at once, also outside the hours. NULL: later than the calendar reaches.
create or replace macro deadline(start, wait_us, target_us, open_at, open_us, before_us) as
    case
        when wait_us = 0 then start
        when target_us - before_us <= open_us then make_timestamp(epoch_us(open_at) + target_us - before_us)
    end;
