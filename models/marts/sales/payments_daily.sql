with days as (

    select * from {{ ref('int_payments_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

payment_types as (

    select * from {{ ref('alternate_payment_types') }}

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    days.group_id,
    days.payment_type,
    days.card_type,
    days.other_payment_id,
    payment_types.name as other_payment_name,
    coalesce(payment_types.name, days.payment_type) as payment_type_name,
    days.payment_count,
    days.refund_count,
    days.payments_without_fee,
    days.amount,
    days.tips,
    days.refunds,
    days.tip_refunds,
    days.total,
    days.fees,
    days.mca_repayments,
    days.estimated_payout
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
left join payment_types
    on days.restaurant_id = payment_types.restaurant_id
    and days.other_payment_id = payment_types.id
