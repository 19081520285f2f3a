select
    restaurant_id,
    item,
    strftime(since, '%Y-%m-%d %H:%M') as since,
    strftime(until, '%Y-%m-%d %H:%M') as until,
    minutes::integer as minutes
from temp.report_stockouts
qualify row_number() over (partition by restaurant_id order by since desc, item) <= 20
order by restaurant_name, restaurant_id, report_stockouts.since desc, item
