/* The days of all restaurants that the report shows or compares with. Several queries read them. */
create or replace temp table report_sales as

select
    restaurant_id,
    business_date,
    is_complete,
    is_closed_day,
    order_count,
    sales_check_count,
    guest_count,
    sales_before_refunds,
    refunds,
    net_sales
from toast_marts.sales_daily
where business_date between $date::date - 62 and $date::date
    or business_date = $date::date - 364
