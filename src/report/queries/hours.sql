with restaurants as (

    select * from temp.report_restaurants

),

sales as (

    select
        restaurant_id,
        business_hour,
        sum(sales_before_refunds) as sales,
        sum(check_count) as checks,
        sum(guest_count) as guests
    from toast_marts.sales_hourly
    where business_date = $date::date
    group by restaurant_id, business_hour

),

labor as (

    select
        restaurant_id,
        business_hour,
        sum(labor_cost) as labor_cost,
        sum(hours) as labor_hours
    from toast_marts.labor_hourly
    where business_date = $date::date
    group by restaurant_id, business_hour

),

hours as (

    select *
    from sales
    full join labor using (restaurant_id, business_hour)

)

select
    hours.restaurant_id,
    hours.business_hour::integer as business_hour,
    round(coalesce(hours.sales, 0), 2)::double as sales,
    coalesce(hours.checks, 0)::integer as checks,
    coalesce(hours.guests, 0)::integer as guests,
    case when restaurants.knows_labor then round(coalesce(hours.labor_cost, 0), 2)::double end
        as labor_cost,
    case when restaurants.knows_labor then round(coalesce(hours.labor_hours, 0), 2)::double end
        as labor_hours
from hours
inner join restaurants on hours.restaurant_id = restaurants.restaurant_id
order by restaurants.restaurant_name, hours.restaurant_id, hours.business_hour
