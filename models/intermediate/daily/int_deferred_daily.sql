{#
  What each day adds to and takes from what the restaurant owes its guests or they owe it. Each source gives
  the measures that it knows; the others are 0.
#}
{% set measures = [
    'gift_cards_sold', 'gift_cards_reloaded', 'gift_card_discounts', 'gift_card_refunds',
    'gift_cards_redeemed', 'gift_card_redemptions_refunded', 'house_account_charged',
    'house_account_charges_refunded', 'house_account_paid', 'house_account_payments_refunded',
    'prepaid_in', 'prepaid_refunded', 'prepaid_earned'
] %}
{% macro movement(given) %}
{% for measure in measures %}
        {{ given.get(measure, 'null') }}::decimal(18, 4) as {{ measure }}{% if not loop.last %},
{% endif %}
{% endfor %}
{% endmacro %}
{% set gift_card = "payment_type in ('GIFTCARD', 'TOAST_SV')" %}
{% set house_account = "payment_type = 'HOUSE_ACCOUNT'" %}
with changed_days as (

    {{ changed_days() }}

),

items as (

    select items.*
    from {{ ref('int_item_sales') }} as items
    {{ of_changed_days('items') }}
    where items.is_deferred and items.is_counted and not items.is_voided
        and items.selection_type in (
            'TOAST_CARD_SELL', 'TOAST_CARD_RELOAD', 'HOUSE_ACCOUNT_PAY_BALANCE'
        )

),

refunds as (

    select refunds.*
    from {{ ref('int_refunds') }} as refunds
    {{ of_changed_days('refunds') }}
    where refunds.is_counted
        and (refunds.gift_card_refunds <> 0 or refunds.house_account_refunds <> 0)

),

payments as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments') }}
    where payments.is_counted and ({{ gift_card }} or {{ house_account }} or payments.is_prepaid)

),

refunded_payments as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments', date='refund_business_date') }}
    where payments.is_counted and ({{ gift_card }} or {{ house_account }} or payments.is_prepaid)

),

earned_payments as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments', date='order_business_date') }}
    where payments.is_counted and payments.is_prepaid

),

movements as (

    select
        restaurant_id,
        business_date,
        {{ movement({
            'gift_cards_sold': "case when selection_type = 'TOAST_CARD_SELL' then net_sales end",
            'gift_cards_reloaded': "case when selection_type = 'TOAST_CARD_RELOAD' then net_sales end",
            'gift_card_discounts':
                "case when selection_type <> 'HOUSE_ACCOUNT_PAY_BALANCE' then discounts end",
            'house_account_paid':
                "case when selection_type = 'HOUSE_ACCOUNT_PAY_BALANCE' then net_sales end"
        }) }}
    from items

    union all

    select
        restaurant_id,
        business_date,
        {{ movement({
            'gift_card_refunds': 'gift_card_refunds',
            'house_account_payments_refunded': 'house_account_refunds'
        }) }}
    from refunds

    union all

    select
        restaurant_id,
        business_date,
        {{ movement({
            'gift_cards_redeemed': 'case when ' ~ gift_card ~ ' then amount + tip end',
            'house_account_charged': 'case when ' ~ house_account ~ ' then amount + tip end',
            'prepaid_in': 'case when is_prepaid then amount end'
        }) }}
    from payments

    union all

    select
        restaurant_id,
        refund_business_date as business_date,
        {{ movement({
            'gift_card_redemptions_refunded':
                'case when ' ~ gift_card ~ ' then refund_amount + tip_refund end',
            'house_account_charges_refunded':
                'case when ' ~ house_account ~ ' then refund_amount + tip_refund end',
            'prepaid_refunded':
                'case when is_prepaid and refund_business_date < order_business_date then refund_amount end'
        }) }}
    from refunded_payments

    union all

    select
        restaurant_id,
        order_business_date as business_date,
        {{ movement({
            'prepaid_earned':
                'amount - case when refund_business_date < order_business_date then refund_amount else 0 end'
        }) }}
    from earned_payments

)

select
    restaurant_id,
    business_date,
    {% for measure in measures %}
    coalesce(sum({{ measure }}), 0)::decimal(18, 4) as {{ measure }}{% if not loop.last %},{% endif %}

    {% endfor %}
from movements
where business_date is not null
group by restaurant_id, business_date
order by restaurant_id, business_date
