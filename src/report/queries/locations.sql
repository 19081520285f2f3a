/*
  The numbers of each restaurant, and those of each currency with the restaurants whose date is complete. A
  comparison is the average of its days, and a ratio that of the sums.
*/
with restaurants as (

    select * from temp.report_restaurants

),

days as (

    select * from temp.report_days

),

sales as (

    select * from temp.report_sales

),

labor as (

    select * from temp.report_labor

),

comparisons as (

    select
        days.restaurant_id,
        days.comparison,
        avg(sales.net_sales) as net_sales,
        avg(sales.order_count) as orders,
        avg(sales.guest_count) filter (where days.has_guests) as guests,
        avg(sales.sales_check_count) as checks,
        avg(labor.labor_cost) filter (where days.knows_labor) as labor_cost,
        avg(sales.net_sales) filter (where days.knows_labor) as sales_with_labor
    from days
    inner join sales
        on days.restaurant_id = sales.restaurant_id and days.business_date = sales.business_date
    left join labor
        on days.restaurant_id = labor.restaurant_id and days.business_date = labor.business_date
    group by days.restaurant_id, days.comparison

),

/* Of restaurants, and of the restaurants of a currency. */
members as (

    select
        restaurant_id as member_id,
        restaurant_id,
        null as currency,
        is_complete
    from restaurants

    union all

    select
        restaurant_id as member_id,
        null as restaurant_id,
        currency,
        is_complete
    from restaurants
    where is_complete

),

sums as (

    select
        members.restaurant_id,
        members.currency,
        names.comparison,
        sum(comparisons.net_sales) as net_sales,
        sum(comparisons.orders) as orders,
        sum(comparisons.guests) as guests,
        sum(comparisons.net_sales) / nullif(sum(comparisons.checks), 0) as average_check,
        100 * sum(comparisons.labor_cost) / nullif(sum(comparisons.sales_with_labor), 0)
            as labor_percent
    from members
    cross join (values ('value'), ('four_weeks'), ('last_week'), ('last_year')) as names (comparison)
    left join comparisons
        on members.member_id = comparisons.restaurant_id
        and names.comparison = comparisons.comparison
    group by members.restaurant_id, members.currency, names.comparison

),

measures as (

    select *
    from sums
        unpivot include nulls (
            number for measure in (net_sales, orders, guests, average_check, labor_percent)
        )

),

compared as (

    select
        restaurant_id,
        currency,
        measure,
        {
            value: max(round(number, 2)::double) filter (where comparison = 'value'),
            four_weeks: max(round(number, 2)::double) filter (where comparison = 'four_weeks'),
            last_week: max(round(number, 2)::double) filter (where comparison = 'last_week'),
            last_year: max(round(number, 2)::double) filter (where comparison = 'last_year')
        } as numbers
    from measures
    group by restaurant_id, currency, measure

),

/* Like for like: restaurants without a four-week average have no part in it. */
variances as (

    select
        members.restaurant_id,
        members.currency,
        count(*)::integer as restaurants,
        100 * sum(today.net_sales) filter (where before.net_sales > 0 and members.is_complete)
            / sum(before.net_sales) filter (where today.net_sales is not null and members.is_complete)
            - 100 as variance
    from members
    left join comparisons as today
        on members.member_id = today.restaurant_id and today.comparison = 'value'
    left join comparisons as before
        on members.member_id = before.restaurant_id and before.comparison = 'four_weeks'
        and before.net_sales > 0
    group by members.restaurant_id, members.currency

)

select
    variances.restaurant_id,
    variances.currency,
    variances.restaurants,
    any_value(compared.numbers) filter (where compared.measure = 'net_sales') as net_sales,
    any_value(compared.numbers) filter (where compared.measure = 'orders') as orders,
    any_value(compared.numbers) filter (where compared.measure = 'guests') as guests,
    any_value(compared.numbers) filter (where compared.measure = 'average_check') as average_check,
    any_value(compared.numbers) filter (where compared.measure = 'labor_percent') as labor_percent,
    round(any_value(variances.variance), 2)::double as variance
from variances
inner join compared
    on variances.restaurant_id is not distinct from compared.restaurant_id
    and variances.currency is not distinct from compared.currency
left join restaurants on variances.restaurant_id = restaurants.restaurant_id
where variances.restaurant_id is not null or variances.restaurants > 1
group by variances.restaurant_id, variances.currency, variances.restaurants
order by variance nulls last, any_value(restaurants.restaurant_name), variances.currency
