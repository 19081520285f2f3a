with sales as (

    select * from {{ source('toast_marts', 'sales_daily') }}

)

select
    date_trunc('week', business_date)::date as week_start,
    restaurant_name,
    sum(net_sales) as net_sales,
    sum(order_count)::bigint as order_count,
    sum(guest_count)::bigint as guest_count,
    sum(gross_sales) as gross_sales,
    sum(discounts) as discounts,
    sum(refunds) as refunds,
    count(*) as days,
    currency_code,
    restaurant_id
from sales
where is_complete
group by all
