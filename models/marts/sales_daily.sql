with orders as (

    select * from {{ ref('orders') }}

),

checks as (

    select * from {{ ref('orders_check') }}

),

selections as (

    select * from {{ ref('orders_check_selection') }}

),

service_charges as (

    select * from {{ ref('orders_check_applied_service_charge') }}

),

payments as (

    select * from {{ ref('payment') }}

),

discounts as (

    select restaurant_id, orders_check_id, null as selection_id, discount_amount, processing_state
    from {{ ref('orders_check_applied_discount') }}

    union all

    select
        restaurant_id,
        orders_check_id,
        orders_check_selection_id as selection_id,
        discount_amount,
        processing_state
    from {{ ref('orders_check_selection_applied_discount') }}

    union all

    select
        restaurant_id,
        orders_check_id,
        orders_check_selection_id as selection_id,
        discount_amount,
        processing_state
    from {{ ref('orders_check_selection_modifier_applied_discount') }}

),

/* Orders for guests, including voided ones: neither waste nor orders in test mode. */
real_orders as (

    select
        restaurant_id,
        id,
        business_date,
        number_of_guests,
        coalesce(voided, false) as is_voided
    from orders
    where not _deleted
        and not coalesce(excess_food, false)
        and not coalesce(created_in_test_mode, false)
        and business_date is not null

),

real_checks as (

    select
        checks.restaurant_id,
        checks.id,
        real_orders.business_date,
        checks.tax_amount,
        real_orders.is_voided or coalesce(checks.voided, false) as is_voided
    from checks
    inner join real_orders
        on checks.restaurant_id = real_orders.restaurant_id
        and checks.orders_id = real_orders.id
    where not checks._deleted

),

real_selections as (

    select
        selections.restaurant_id,
        selections.id,
        real_checks.business_date,
        selections.price,
        selections.pre_discount_price,
        selections.refund_amount,
        coalesce(selections.voided, false) as is_voided,
        not real_checks.is_voided and not coalesce(selections.voided, false) as is_sold,
        /* Gift cards and house accounts: paid now, sold later. */
        coalesce(selections.deferred, false)
        or coalesce(selections.selection_type, '') in (
            'HOUSE_ACCOUNT_PAY_BALANCE', 'TOAST_CARD_SELL', 'TOAST_CARD_RELOAD'
        ) as is_deferred
    from selections
    inner join real_checks
        on selections.restaurant_id = real_checks.restaurant_id
        and selections.orders_check_id = real_checks.id

),

by_order as (

    select
        restaurant_id,
        business_date,
        count(*) as order_count,
        sum(number_of_guests) as guest_count
    from real_orders
    where not is_voided
    group by all

),

by_check as (

    select
        restaurant_id,
        business_date,
        count(*) as check_count,
        sum(tax_amount) as taxes
    from real_checks
    where not is_voided
    group by all

),

by_selection as (

    select
        restaurant_id,
        business_date,
        sum(price) filter (where is_sold and not is_deferred) as sales,
        sum(refund_amount) filter (where is_sold and not is_deferred) as refunds,
        sum(price) filter (where is_sold and is_deferred) as deferred_sales,
        count(*) filter (where is_voided) as void_count,
        sum(pre_discount_price) filter (where is_voided) as void_amount
    from real_selections
    group by all

),

by_discount as (

    select
        real_checks.restaurant_id,
        real_checks.business_date,
        sum(discounts.discount_amount) as discounts
    from discounts
    inner join real_checks
        on discounts.restaurant_id = real_checks.restaurant_id
        and discounts.orders_check_id = real_checks.id
    left join real_selections
        on discounts.restaurant_id = real_selections.restaurant_id
        and discounts.selection_id = real_selections.id
    where not real_checks.is_voided
        and discounts.processing_state is distinct from 'VOID'
        and (
            discounts.selection_id is null
            or (real_selections.is_sold and not real_selections.is_deferred)
        )
    group by all

),

by_service_charge as (

    select
        real_checks.restaurant_id,
        real_checks.business_date,
        sum(charge_amount) filter (where gratuity) as gratuities,
        sum(charge_amount) filter (where is_sale) as service_charges,
        sum(refund_amount) filter (where is_sale) as refunds
    from (
        select
            *,
            not coalesce(gratuity, false)
            and service_charge_category is distinct from 'FUNDRAISING_CAMPAIGN' as is_sale
        from service_charges
    ) as charges
    inner join real_checks
        on charges.restaurant_id = real_checks.restaurant_id
        and charges.orders_check_id = real_checks.id
    where not real_checks.is_voided
    group by all

),

by_payment as (

    select
        real_checks.restaurant_id,
        real_checks.business_date,
        sum(payments.tip_amount) as tips,
        sum(payments.refund_tip_amount) as tip_refunds,
        sum(payments.refund_amount) as payment_refunds
    from payments
    inner join real_checks
        on payments.restaurant_id = real_checks.restaurant_id
        and payments.orders_check_id = real_checks.id
    where not real_checks.is_voided
        and coalesce(payments.payment_status, '') not in (
            'DENIED',
            'VOIDED',
            'VOIDED_AT_RISK',
            'CANCELLED',
            'ERROR',
            'ERROR_NETWORK',
            'PROCESSING_VOID'
        )
    group by all

),

days as (

    select restaurant_id, business_date from by_order
    union
    select restaurant_id, business_date from by_selection where void_count > 0

),

measures as (

    select
        days.restaurant_id,
        days.business_date,
        coalesce(by_order.order_count, 0) as order_count,
        coalesce(by_check.check_count, 0) as check_count,
        coalesce(by_order.guest_count, 0) as guest_count,
        coalesce(by_selection.sales, 0) as sales,
        coalesce(by_discount.discounts, 0) as discounts,
        coalesce(by_service_charge.service_charges, 0) as service_charges,
        coalesce(by_selection.refunds, 0) + coalesce(by_service_charge.refunds, 0) as refunds,
        coalesce(by_check.taxes, 0) as taxes,
        coalesce(by_service_charge.gratuities, 0) as gratuities,
        coalesce(by_payment.tips, 0) as tips,
        coalesce(by_payment.tip_refunds, 0) as tip_refunds,
        coalesce(by_payment.payment_refunds, 0) as payment_refunds,
        coalesce(by_selection.deferred_sales, 0) as deferred_sales,
        coalesce(by_selection.void_count, 0) as void_count,
        coalesce(by_selection.void_amount, 0) as void_amount
    from days
    left join by_order using (restaurant_id, business_date)
    left join by_check using (restaurant_id, business_date)
    left join by_selection using (restaurant_id, business_date)
    left join by_discount using (restaurant_id, business_date)
    left join by_service_charge using (restaurant_id, business_date)
    left join by_payment using (restaurant_id, business_date)

)

select
    restaurant_id,
    business_date,
    order_count::bigint as order_count,
    check_count::bigint as check_count,
    guest_count::bigint as guest_count,
    (sales + discounts)::decimal(18, 4) as gross_sales,
    discounts::decimal(18, 4) as discounts,
    service_charges::decimal(18, 4) as service_charges,
    (sales + service_charges)::decimal(18, 4) as net_sales,
    refunds::decimal(18, 4) as refunds,
    (sales + service_charges - refunds)::decimal(18, 4) as net_sales_after_refunds,
    taxes::decimal(18, 4) as taxes,
    gratuities::decimal(18, 4) as gratuities,
    tips::decimal(18, 4) as tips,
    tip_refunds::decimal(18, 4) as tip_refunds,
    payment_refunds::decimal(18, 4) as payment_refunds,
    deferred_sales::decimal(18, 4) as deferred_sales,
    void_count::bigint as void_count,
    void_amount::decimal(18, 4) as void_amount
from measures
order by restaurant_id, business_date
