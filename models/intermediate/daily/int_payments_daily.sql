with changed_days as (

    {{ changed_days() }}

),

payments as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments') }}
    where payments.is_counted and payments.business_date is not null

),

refunds as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments', date='refund_business_date') }}
    where payments.is_counted and payments.refund_business_date is not null

),

movements as (

    select
        restaurant_id,
        business_date,
        payment_type,
        card_type,
        other_payment_id,
        1 as payments,
        0 as refunded_payments,
        (payment_type = 'CREDIT' and processing_fee is null)::integer as payments_without_fee,
        amount,
        tip,
        0 as refund_amount,
        0 as tip_refund,
        coalesce(processing_fee, 0) as fee,
        mca_repayment
    from payments

    union all

    select
        restaurant_id,
        refund_business_date as business_date,
        payment_type,
        card_type,
        other_payment_id,
        0 as payments,
        1 as refunded_payments,
        0 as payments_without_fee,
        0 as amount,
        0 as tip,
        refund_amount,
        tip_refund,
        0 as fee,
        0 as mca_repayment
    from refunds

),

by_tender as (

    select
        restaurant_id,
        business_date,
        payment_type,
        card_type,
        other_payment_id,
        sum(payments)::bigint as payment_count,
        sum(refunded_payments)::bigint as refund_count,
        coalesce(sum(payments_without_fee), 0)::bigint as payments_without_fee,
        sum(amount)::decimal(18, 4) as amount,
        sum(tip)::decimal(18, 4) as tips,
        sum(refund_amount)::decimal(18, 4) as refunds,
        sum(tip_refund)::decimal(18, 4) as tip_refunds,
        sum(amount + tip - refund_amount - tip_refund)::decimal(18, 4) as total,
        sum(fee)::decimal(18, 4) as fees,
        sum(mca_repayment)::decimal(18, 4) as mca_repayments
    from movements
    group by restaurant_id, business_date, payment_type, card_type, other_payment_id

)

select
    restaurant_id,
    business_date,
    {{ derived_id(['payment_type', 'card_type', 'other_payment_id']) }} as group_id,
    payment_type,
    card_type,
    other_payment_id,
    payment_count,
    refund_count,
    payments_without_fee,
    amount,
    tips,
    refunds,
    tip_refunds,
    total,
    fees,
    mca_repayments,
    case when payment_type = 'CREDIT' then total - fees - mca_repayments else 0 end::decimal(18, 4)
        as estimated_payout
from by_tender
order by restaurant_id, business_date
