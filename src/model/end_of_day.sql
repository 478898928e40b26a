-- A date without a time of day (`bare`) stands for some time on that day: what was done on the day came before it, so that a
-- lead called and rejected on one day was not rejected untouched. Of order alone: how long something took is told from the date
-- itself, and whatever is shown is the date.
create or replace macro end_of_day(t, bare, as_of) as
    case when bare and is_midnight(t) then least(t + interval 86399 second, as_of) else t end;
