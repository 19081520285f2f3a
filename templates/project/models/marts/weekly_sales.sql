with sales as (

    select * from {{ source('toast_marts', 'sales_daily') }}

)

select
    restaurant_id,
    restaurant_name,
    currency_code,
    date_trunc('week', business_date)::date as week_start,
    count(*) as days,
    sum(order_count) as order_count,
    sum(guest_count) as guest_count,
    sum(gross_sales) as gross_sales,
    sum(discounts) as discounts,
    sum(net_sales) as net_sales
from sales
where is_complete
group by all
