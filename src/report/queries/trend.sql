with restaurants as (

    select * from temp.report_restaurants

),

sales as (

    select * from temp.report_sales
    where business_date between $date::date - 62 and $date::date
        and is_complete
        and not is_closed_day

),

/* Each restaurant, and those of a currency whose date is complete. */
members as (

    select
        restaurant_id as member_id,
        restaurant_id,
        restaurant_name,
        currency
    from restaurants

    union all

    select
        unnest(list(restaurant_id)) as member_id,
        null as restaurant_id,
        null as restaurant_name,
        currency
    from restaurants
    where is_complete
    group by currency
    having count(*) > 1

),

series as (

    select distinct
        restaurant_id,
        restaurant_name,
        currency
    from members

),

sums as (

    select
        members.restaurant_id,
        members.currency,
        sales.business_date,
        sum(sales.net_sales) as net_sales
    from members
    inner join sales on members.member_id = sales.restaurant_id
    group by members.restaurant_id, members.currency, sales.business_date

),

days as (

    select
        series.*,
        unnest(range($date::date - 34, $date::date + 1, interval 1 day))::date as business_date
    from series

),

/* Each day with the same weekday of the four weeks before it. */
days_of_bands as (

    select
        *,
        unnest([0, 7, 14, 21, 28]) as days_before
    from days

),

bands as (

    select
        days.restaurant_id,
        days.restaurant_name,
        days.currency,
        days.business_date,
        max(sums.net_sales) filter (where days.days_before = 0) as net_sales,
        min(sums.net_sales) filter (where days.days_before > 0) as low,
        avg(sums.net_sales) filter (where days.days_before > 0) as average,
        max(sums.net_sales) filter (where days.days_before > 0) as high
    from days_of_bands as days
    left join sums
        on days.restaurant_id is not distinct from sums.restaurant_id
        and days.currency = sums.currency
        and days.business_date - days.days_before = sums.business_date
    group by days.restaurant_id, days.restaurant_name, days.currency, days.business_date

)

select
    restaurant_id,
    currency,
    list(
        {
            business_date: business_date::varchar,
            net_sales: round(net_sales, 2)::double,
            low: round(low, 2)::double,
            average: round(average, 2)::double,
            high: round(high, 2)::double
        }
        order by business_date
    ) as days
from bands
group by restaurant_id, restaurant_name, currency
order by restaurant_name nulls first, restaurant_id, currency
