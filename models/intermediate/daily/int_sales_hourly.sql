with changed_days as (

    {{ changed_days() }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

local_days as (

    select * from {{ ref('int_local_days') }}

),

checks as (

    select checks.*
    from {{ ref('int_checks') }} as checks
    {{ of_changed_days('checks') }}
    where checks.is_counted

)

select
    checks.restaurant_id,
    checks.business_date,
    {{ derived_id([
        business_hour(local_time('checks.sold_at'), 'checks.business_date'), 'checks.dining_option_id',
        'checks.order_channel', 'checks.revenue_center_id', 'checks.restaurant_service_id'
    ]) }} as group_id,
    {{ business_hour(local_time('checks.sold_at'), 'checks.business_date') }} as business_hour,
    checks.dining_option_id,
    checks.order_channel,
    checks.revenue_center_id,
    checks.restaurant_service_id,
    count(*) as check_count,
    sum(checks.guest_count)::bigint as guest_count,
    {{ sums([
        ['item_quantity'],
        ['gross_sales'],
        ['discounts'],
        ['sales_before_refunds']
    ]) }}
from checks
left join restaurants on checks.restaurant_id = restaurants.restaurant_id
left join local_days
    on restaurants.time_zone = local_days.time_zone
    and checks.business_date = local_days.business_date
group by all
order by checks.restaurant_id, checks.business_date
