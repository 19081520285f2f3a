select
    restaurant_id,
    count(*)::integer as count
from temp.report_stockouts
group by restaurant_id, restaurant_name
order by restaurant_name, restaurant_id
