select
    kind,
    restaurant_id,
    server,
    round(amount, 2)::double as amount,
    round(100 * rate, 2)::double as rate,
    round(100 * four_week_rate, 2)::double as four_week_rate,
    is_of_restaurant,
    round(report_server_rates.excess, 2)::double as excess
from temp.report_server_rates
order by restaurant_name, restaurant_id, report_server_rates.excess desc, kind, server
