/*
  The restaurants of the report, one row each. Without a choice, those that are active and those that sold
  something on the date.
*/
create or replace temp table report_restaurants as

with restaurants as (

    select * from toast_marts.dim_restaurant

),

sales as (

    select * from temp.report_sales
    where business_date between $date::date - 34 and $date::date

),

resources as (

    select * from toast_marts.completeness

),

sales_of_restaurants as (

    select
        restaurant_id,
        bool_or(business_date = $date::date and not is_closed_day) as is_open,
        bool_or(business_date = $date::date and is_closed_day) as is_closed_day,
        bool_or(business_date < $date::date and is_complete and not is_closed_day) as has_days_before,
        bool_or(guest_count > 0) as has_guests
    from sales
    group by restaurant_id

),

extracted as (

    select
        restaurant_id,
        bool_or(is_awaited and resource = 'time_entries') as has_labor,
        bool_or(is_awaited and resource = 'cash_entries') as has_cash,
        max(first_complete_business_date) filter (where resource = 'time_entries') as labor_from,
        max(last_complete_business_date) filter (where resource = 'time_entries') as labor_through,
        max(last_extracted_at) filter (where resource = 'stock_inventory') as stock_extracted_at
    from resources
    group by restaurant_id

)

select
    restaurants.restaurant_id,
    coalesce(restaurants.restaurant_name, restaurants.restaurant_id) as restaurant_name,
    coalesce(restaurants.currency_code, 'XXX') as currency,
    restaurants.country,
    coalesce(restaurants.time_zone, 'UTC') as time_zone,
    restaurants.last_complete_business_date,
    coalesce(
        $date::date
        between restaurants.first_complete_business_date and restaurants.last_complete_business_date,
        false
    ) as is_complete,
    coalesce(sales_of_restaurants.is_closed_day, false) as is_closed_day,
    not coalesce(sales_of_restaurants.has_days_before, false) as is_first_day,
    restaurants.last_extracted_at,
    coalesce(sales_of_restaurants.has_guests, false) as has_guests,
    coalesce(extracted.has_labor, false) as has_labor,
    coalesce(extracted.has_cash, false) as has_cash,
    extracted.labor_from,
    extracted.labor_through,
    coalesce(
        extracted.has_labor and $date::date between extracted.labor_from and extracted.labor_through,
        false
    ) as knows_labor,
    extracted.stock_extracted_at,
    ($date::date + to_hours(coalesce(restaurants.closeout_hour, 0)))
        at time zone coalesce(restaurants.time_zone, 'UTC') as day_starts_at,
    ($date::date + 1 + to_hours(coalesce(restaurants.closeout_hour, 0)))
        at time zone coalesce(restaurants.time_zone, 'UTC') as day_ends_at
from restaurants
left join sales_of_restaurants on restaurants.restaurant_id = sales_of_restaurants.restaurant_id
left join extracted on restaurants.restaurant_id = extracted.restaurant_id
where case
    when $restaurants is null then restaurants.is_active or sales_of_restaurants.is_open
    else list_contains(string_split($restaurants, ','), restaurants.restaurant_id)
end
