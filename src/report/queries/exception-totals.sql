select
    kind,
    restaurant_id,
    count(*)::integer as count,
    round(sum(amount), 2)::double as amount
from temp.report_exceptions
group by kind, restaurant_id, restaurant_name
order by restaurant_name, restaurant_id, kind
