with payments as (

    select * from {{ ref('stg_sales_payment') }} where is_refunded

),

checks as (

    select * from {{ ref('stg_sales_check') }}

),

/*
  A transaction that refunds several payments refunds its items to each in proportion. Items without a
  known transaction belong to the last refund of their check.
*/
refunds as (

    select
        *,
        coalesce(
            refund_amount / nullif(sum(refund_amount) over of_transaction, 0),
            1 / count(*) over of_transaction
        ) as share,
        row_number() over (
            partition by restaurant_id, orders_id, orders_check_id
            order by is_real desc, refund_business_date desc, refunded_at desc nulls last, id
        ) = 1 as is_last_of_check
    from payments
    window of_transaction as (partition by restaurant_id, orders_id, refund_transaction_id)

),

parts as (

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        refund_transaction_id,
        case when is_deferred then 'deferred' else 'item' end as kind,
        deferred_type,
        refunds as amount,
        tax_refunds as tax,
        item_name
    from {{ ref('stg_sales_item') }}
    where is_refunded and not is_voided

    union all

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        payload.refundDetails.refundTransaction.guid as refund_transaction_id,
        {{ charge_kind('payload') }} as kind,
        '' as deferred_type,
        coalesce(payload.refundDetails.refundAmount, 0) as amount,
        coalesce(payload.refundDetails.taxRefundAmount, 0) as tax,
        null as item_name
    from {{ ref('stg_applied_service_charge') }}
    where payload.refundDetails is not null

),

parts_of_refunds as (

    select
        parts.restaurant_id,
        parts.orders_id,
        coalesce(of_transaction.id, of_check.id) as id,
        parts.kind,
        parts.deferred_type,
        (parts.amount * coalesce(of_transaction.share, 1))::decimal(18, 4) as amount,
        (parts.tax * coalesce(of_transaction.share, 1))::decimal(18, 4) as tax,
        parts.item_name
    from parts
    left join refunds as of_transaction
        on parts.restaurant_id = of_transaction.restaurant_id
        and parts.orders_id = of_transaction.orders_id
        and parts.refund_transaction_id = of_transaction.refund_transaction_id
    left join refunds as of_check
        on parts.restaurant_id = of_check.restaurant_id
        and parts.orders_id = of_check.orders_id
        and parts.orders_check_id = of_check.orders_check_id
        and of_check.is_last_of_check

),

by_refund as (

    select
        restaurant_id,
        orders_id,
        id,
        sum(amount) filter (where kind = 'item') as item_refunds,
        sum(amount) filter (where kind = 'sale') as service_charge_refunds,
        sum(amount) filter (where kind = 'gratuity') as gratuity_refunds,
        sum(amount) filter (where kind = 'donation') as donation_refunds,
        sum(amount) filter (where kind = 'deferred') as deferred_refunds,
        sum(amount) filter (where deferred_type = 'gift card') as gift_card_refunds,
        sum(amount) filter (where deferred_type = 'house account') as house_account_refunds,
        sum(tax) as tax_refunds,
        sum(amount + tax) as parts_amount,
        list(item_name order by item_name) filter (where item_name is not null) as items
    from parts_of_refunds
    where id is not null
    group by restaurant_id, orders_id, id

)

select
    refunds.restaurant_id,
    refunds.orders_id,
    refunds.orders_check_id,
    refunds.id,
    refunds.refund_business_date as business_date,
    refunds.order_business_date,
    {{ sales_check_columns('checks') | replace(
        'checks.is_counted', 'checks.is_counted and refunds.is_real as is_counted'
    ) }},
    refunds.refund_transaction_id,
    refunds.refund_strategy,
    refunds.refunded_at,
    refunds.refund_business_date - refunds.order_business_date as days_after,
    refunds.payment_type,
    refunds.other_payment_id,
    refunds.card_type,
    refunds.refund_amount,
    refunds.tip_refund,
    {% for name in [
        'item_refunds', 'service_charge_refunds', 'gratuity_refunds', 'donation_refunds',
        'deferred_refunds', 'gift_card_refunds', 'house_account_refunds', 'tax_refunds'
    ] %}
    coalesce(by_refund.{{ name }}, 0)::decimal(18, 4) as {{ name }},
    {% endfor %}
    (refunds.refund_amount - coalesce(by_refund.parts_amount, 0))::decimal(18, 4) as custom_amount,
    coalesce(by_refund.items, []::varchar[]) as items,
    refunds._deleted,
    refunds._synced_at
from refunds
inner join checks
    on refunds.restaurant_id = checks.restaurant_id
    and refunds.orders_id = checks.orders_id
    and refunds.orders_check_id = checks.orders_check_id
left join by_refund
    on refunds.restaurant_id = by_refund.restaurant_id
    and refunds.orders_id = by_refund.orders_id
    and refunds.id = by_refund.id
order by refunds.restaurant_id, business_date
