/* The business date of a fact is its order's in the macros below. */
with facts as (

    select
        * exclude (business_date, order_business_date),
        business_date as refund_business_date,
        order_business_date as business_date
    from {{ ref('int_refunds') }}

),

{{ fact_imports() }},

payment_types as (

    select * from {{ ref('alternate_payment_types') }}

)

select
    facts.restaurant_id,
    facts.id as payment_id,
    facts.orders_check_id as check_id,
    facts.orders_id as order_id,
    facts.refund_transaction_id,
    facts.refund_business_date as business_date,
    facts.business_date as order_business_date,
    facts.days_after,
    {{ check_columns() }},
    facts.refunded_at,
    {{ local_time('facts.refunded_at') }} as refunded_at_local,
    facts.payment_type,
    facts.other_payment_id,
    coalesce(payment_types.name, facts.payment_type) as payment_type_name,
    facts.card_type,
    facts.refund_strategy,
    facts.items,
    facts.refund_amount,
    facts.tip_refund,
    facts.item_refunds,
    facts.service_charge_refunds,
    facts.custom_amount,
    (facts.item_refunds + facts.service_charge_refunds + facts.custom_amount)::decimal(18, 4)
        as sales_refunds,
    facts.gratuity_refunds,
    facts.donation_refunds,
    facts.deferred_refunds,
    facts.tax_refunds
from facts
{{ fact_joins() }}
left join payment_types
    on facts.restaurant_id = payment_types.restaurant_id
    and facts.other_payment_id = payment_types.id
