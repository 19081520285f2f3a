/* The items of the restaurants of a currency whose date is complete: top, bottom and those that changed most. */
with days as (

    select * from temp.report_days
    where is_complete and comparison in ('value', 'four_weeks')

),

products as (

    select * from toast_marts.product_mix_daily
    where business_date in (
        $date::date,
        $date::date - 7,
        $date::date - 14,
        $date::date - 21,
        $date::date - 28
    )

),

days_of_restaurants as (

    select
        restaurant_id,
        currency,
        count(*) filter (where comparison = 'four_weeks') as days_before
    from days
    group by restaurant_id, currency

),

by_restaurant as (

    select
        days.restaurant_id,
        products.item_key,
        max_by(products.item_name, products.business_date) as item_name,
        coalesce(sum(products.quantity_sold) filter (where days.comparison = 'value'), 0) as quantity,
        coalesce(sum(products.gross_sales) filter (where days.comparison = 'value'), 0) as gross_sales,
        coalesce(sum(products.net_sales) filter (where days.comparison = 'value'), 0) as net_sales,
        coalesce(sum(products.net_sales) filter (where days.comparison = 'four_weeks'), 0)
            as sales_before
    from days
    inner join products
        on days.restaurant_id = products.restaurant_id and days.business_date = products.business_date
    group by days.restaurant_id, products.item_key

),

/* Decimals, whose sums do not depend on the order in which they are added. */
averages as (

    select
        by_restaurant.*,
        days_of_restaurants.currency,
        (by_restaurant.sales_before / nullif(days_of_restaurants.days_before, 0))::decimal(38, 8)
            as average_before
    from by_restaurant
    inner join days_of_restaurants
        on by_restaurant.restaurant_id = days_of_restaurants.restaurant_id

),

items as (

    select
        currency,
        item_key,
        coalesce(max(item_name), 'Item without a name') as item,
        sum(quantity) as quantity,
        /* What costs nothing, such as a special request, is no bad seller. A dish that was given away is. */
        sum(quantity) > 0 and sum(gross_sales) > 0 as is_ranked,
        sum(net_sales) as net_sales,
        sum(average_before) as four_weeks,
        sum(net_sales - average_before) as change
    from averages
    group by currency, item_key

),

ranked as (

    select
        *,
        row_number() over (
            partition by currency, is_ranked order by net_sales desc, item, item_key
        ) as from_top,
        row_number() over (
            partition by currency, is_ranked order by net_sales, item desc, item_key desc
        ) as from_bottom,
        row_number() over (
            partition by currency order by abs(round(change, 2)) desc nulls last, item, item_key
        ) as by_change
    from items

),

lists as (

    select 'top' as ranking, from_top as place, * from ranked
    where is_ranked and from_top <= 10

    union all

    select 'bottom' as ranking, from_bottom as place, * from ranked
    where is_ranked and from_bottom <= 10 and from_top > 10

    union all

    select 'movers' as ranking, by_change as place, * from ranked
    where by_change <= 10 and round(change, 2) <> 0

)

select
    ranking,
    currency,
    item,
    round(quantity, 2)::double as quantity,
    round(net_sales, 2)::double as net_sales,
    round(four_weeks, 2)::double as four_weeks,
    round(change, 2)::double as change
from lists
order by currency, ranking, place
