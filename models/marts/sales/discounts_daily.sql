with days as (

    select * from {{ ref('int_discounts_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

discounts as (

    select * from {{ ref('discounts') }}

),

approvers as (

    select * from {{ ref('employee') }}

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    days.group_id,
    days.discount_id,
    coalesce(discounts.name, days.discount_name) as discount_name,
    days.reason_id,
    days.reason,
    days.approver_id,
    {{ employee_name('approvers') }} as approver_name,
    {{ employee_key('approvers') }} as approver_key,
    days.discount_count,
    days.comp_count,
    days.check_count,
    days.discount_amount,
    days.net_discount_amount,
    days.deferred_discount_amount,
    days.comp_amount
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
left join discounts
    on days.restaurant_id = discounts.restaurant_id and days.discount_id = discounts.id
left join approvers
    on days.restaurant_id = approvers.restaurant_id and days.approver_id = approvers.id
