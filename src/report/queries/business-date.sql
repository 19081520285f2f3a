/* The latest date that is complete in one of the restaurants; null if there is none. */
select max(last_complete_business_date)::varchar as business_date
from toast_marts.dim_restaurant
where case
    when $restaurants is null then is_active
    else list_contains(string_split($restaurants, ','), restaurant_id)
end
