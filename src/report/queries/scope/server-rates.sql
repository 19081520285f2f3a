/*
  The servers whose rate of discounts, voids or refunds on the date is above that of the 28 days before it: their
  own, or that of the restaurant for those who sold nothing in these days.
*/
create or replace temp table report_server_rates as

with restaurants as (

    select * from temp.report_restaurants

),

employees as (

    select * from toast_marts.dim_employee

),

/* What server_sales_daily is made of: its own sums of four weeks would be those of all days. */
servers as (

    select
        restaurant_id,
        server_id,
        business_date = $date::date as is_today,
        gross_sales,
        discounts,
        void_amount,
        refunds
    from toast_intermediate.int_server_sales_daily
    where business_date between $date::date - 28 and $date::date

),

measures as (

    select
        restaurant_id,
        server_id,
        is_today,
        gross_sales,
        unnest(['discount', 'void', 'refund']) as kind,
        unnest([discounts, void_amount, refunds]) as amount
    from servers

),

sums as (

    select
        kind,
        restaurant_id,
        server_id,
        coalesce(sum(amount) filter (where is_today), 0) as amount,
        coalesce(sum(gross_sales) filter (where is_today), 0) as sales,
        coalesce(sum(amount) filter (where not is_today), 0) as amount_before,
        coalesce(sum(gross_sales) filter (where not is_today), 0) as sales_before
    from measures
    group by kind, restaurant_id, server_id

),

rates as (

    select
        *,
        amount / nullif(sales, 0) as rate,
        sales_before <= 0 as is_of_restaurant,
        case
            when sales_before > 0 then amount_before / sales_before
            else sum(amount_before) over of_restaurant / nullif(sum(sales_before) over of_restaurant, 0)
        end as four_week_rate
    from sums
    window of_restaurant as (partition by kind, restaurant_id)

)

select
    rates.kind,
    rates.restaurant_id,
    restaurants.restaurant_name,
    rates.server_id,
    employees.employee_name as server,
    rates.amount,
    rates.rate,
    rates.four_week_rate,
    rates.is_of_restaurant,
    rates.amount - rates.four_week_rate * greatest(rates.sales, 0) as excess
from rates
inner join restaurants on rates.restaurant_id = restaurants.restaurant_id
left join employees
    on rates.restaurant_id = employees.restaurant_id and rates.server_id = employees.employee_id
where rates.server_id is not null
    and rates.amount > 0
    and coalesce(rates.rate > rates.four_week_rate, rates.four_week_rate is not null)
