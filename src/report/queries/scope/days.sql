/*
  The days of a restaurant that the report compares, one row per comparison and day: the date itself, and those
  that are complete of the same weekday. A closed day, such as a holiday, is no part of an average.
*/
create or replace temp table report_days as

with restaurants as (

    select * from temp.report_restaurants

),

sales as (

    select * from temp.report_sales

),

comparisons (comparison, days_before) as (

    values ('value', 0), ('four_weeks', 7), ('four_weeks', 14), ('four_weeks', 21), ('four_weeks', 28),
    ('last_week', 7), ('last_year', 364)

)

select
    restaurants.restaurant_id,
    restaurants.currency,
    restaurants.is_complete,
    restaurants.has_guests,
    comparisons.comparison,
    sales.business_date,
    restaurants.has_labor
    and sales.business_date between restaurants.labor_from and restaurants.labor_through as knows_labor
from restaurants
inner join sales on restaurants.restaurant_id = sales.restaurant_id
inner join comparisons on sales.business_date = $date::date - comparisons.days_before
where comparisons.comparison = 'value'
    or (sales.is_complete and (comparisons.comparison <> 'four_weeks' or not sales.is_closed_day))
