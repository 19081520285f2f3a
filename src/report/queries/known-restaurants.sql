select
    restaurant_id,
    restaurant_name
from toast_marts.dim_restaurant
order by restaurant_name, restaurant_id
