with days as (

    select * from {{ ref('int_deferred_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    coalesce(days.business_date > restaurants.current_business_date, false) as is_future,
    min(days.business_date) over of_restaurant as since,
    days.gift_cards_sold,
    days.gift_cards_reloaded,
    days.gift_card_discounts,
    days.gift_card_refunds,
    days.gift_cards_redeemed,
    days.gift_card_redemptions_refunded,
    sum(
        days.gift_cards_sold + days.gift_cards_reloaded + days.gift_card_discounts
        - days.gift_card_refunds - days.gift_cards_redeemed + days.gift_card_redemptions_refunded
    ) over until_day::decimal(18, 4) as gift_card_balance,
    days.house_account_charged,
    days.house_account_charges_refunded,
    days.house_account_paid,
    days.house_account_payments_refunded,
    sum(
        days.house_account_charged - days.house_account_charges_refunded
        - days.house_account_paid + days.house_account_payments_refunded
    ) over until_day::decimal(18, 4) as house_account_balance,
    days.prepaid_in,
    days.prepaid_refunded,
    days.prepaid_earned,
    sum(days.prepaid_in - days.prepaid_refunded - days.prepaid_earned) over until_day
        ::decimal(18, 4) as prepaid_balance
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
window
    of_restaurant as (partition by days.restaurant_id),
    until_day as (partition by days.restaurant_id order by days.business_date)
