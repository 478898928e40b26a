-- one row per local day on which a clock can have started: its week, month and quarter
select
    epoch_us(day::timestamp) // 86400000000 as day_no,
    day,
    strftime(day, '%G-W%V')::week as week,
    strftime(day, '%Y-%m')::month as month,
    (year(day) || '-Q' || quarter(day))::quarter as quarter,
    isodow(day)::integer as weekday
from start_days
