with restaurants as (

    select * from temp.report_restaurants

),

channels as (

    select
        restaurant_id,
        coalesce(dining_option, 'No dining option') as dining_option,
        coalesce(order_channel, 'Unknown') as order_channel,
        sum(sales_before_refunds) as sales,
        sum(check_count) as checks
    from toast_marts.sales_hourly
    where business_date = $date::date
    group by all

)

select
    channels.restaurant_id,
    channels.dining_option,
    channels.order_channel,
    round(channels.sales, 2)::double as sales,
    channels.checks::integer as checks,
    round(
        100 * channels.sales
        / nullif(sum(channels.sales) over (partition by channels.restaurant_id), 0),
        2
    )::double as share
from channels
inner join restaurants on channels.restaurant_id = restaurants.restaurant_id
order by
    restaurants.restaurant_name,
    channels.restaurant_id,
    channels.sales desc,
    channels.dining_option,
    channels.order_channel
