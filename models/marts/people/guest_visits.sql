with visits as (

    select * from {{ ref('int_guest_visits') }}

),

checks as (

    select * from {{ ref('checks') }}

),

restaurants as (

    select * from {{ ref('restaurant') }}

)

select
    visits.restaurant_id,
    checks.restaurant_name,
    visits.id as check_id,
    visits.orders_id as order_id,
    visits.business_date,
    checks.currency_code,
    nullif(restaurants.management_group_guid, '') as management_group_id,
    visits.guest_key,
    visits.guest_name,
    visits.email,
    visits.phone,
    checks.sold_at,
    checks.sold_at_local,
    checks.order_channel,
    checks.dining_option,
    checks.dining_behavior,
    checks.server_id,
    checks.server_name,
    checks.server_key,
    checks.is_counted,
    checks.is_future,
    checks.is_first_check,
    checks.guest_count,
    checks.item_quantity,
    checks.sales_before_refunds,
    checks.refunds,
    (checks.sales_before_refunds - checks.refunds)::decimal(18, 4) as spend,
    checks.tips
from visits
inner join checks
    on visits.restaurant_id = checks.restaurant_id
    and visits.orders_id = checks.order_id
    and visits.id = checks.check_id
left join restaurants on visits.restaurant_id = restaurants.restaurant_id
