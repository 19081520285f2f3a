/*
  The latest date that is complete in every restaurant that is up to date. One that is behind, such as after a
  failure, does not keep the others waiting. If all are behind, the latest date of any of them; null if no date is complete.
*/
select coalesce(
    min(last_complete_business_date)
        filter (where last_complete_business_date >= expected_business_date),
    max(last_complete_business_date)
)::varchar as business_date
from toast_marts.dim_restaurant
where case
    when $restaurants is null then is_active
    else list_contains(string_split($restaurants, ','), restaurant_id)
end
