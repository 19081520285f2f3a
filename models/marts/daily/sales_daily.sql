with changed_days as (

    {{ changed_days() }}

),

orders as (

    select orders.*
    from {{ ref('orders') }} as orders
    {{ of_changed_days('orders') }}

),

checks as (

    select checks.*
    from {{ ref('orders_check') }} as checks
    {{ of_changed_days('checks') }}

),

selections as (

    select selections.*
    from {{ ref('orders_check_selection') }} as selections
    {{ of_changed_days('selections') }}

),

service_charges as (

    select service_charges.*
    from {{ ref('orders_check_applied_service_charge') }} as service_charges
    {{ of_changed_days('service_charges') }}

),

payments as (

    select payments.*
    from {{ ref('payment') }} as payments
    {{ of_changed_days('payments') }}

),

discounts as (

    {% for table, selection_id in [
        ('orders_check_applied_discount', 'null'),
        ('orders_check_selection_applied_discount', 'orders_check_selection_id'),
        ('orders_check_selection_modifier_applied_discount', 'orders_check_selection_id')
    ] %}
    select
        restaurant_id,
        orders_check_id,
        {{ selection_id }} as selection_id,
        discount_amount
    from {{ ref(table) }} as discounts
    {{ of_changed_days('discounts') }}
    where processing_state is distinct from 'VOID'
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

/* Orders for guests, including voided ones: neither waste nor orders in test mode. */
real_orders as (

    select
        restaurant_id,
        id as orders_id,
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
        restaurant_id,
        checks.id as orders_check_id,
        real_orders.business_date,
        checks.tax_amount,
        real_orders.is_voided or coalesce(checks.voided, false) as is_voided
    from checks
    inner join real_orders using (restaurant_id, orders_id)
    where not checks._deleted

),

real_selections as (

    select
        restaurant_id,
        selections.id as selection_id,
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
    inner join real_checks using (restaurant_id, orders_check_id)

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
        sum(refund_amount) filter (where is_sold and not is_deferred) as selection_refunds,
        sum(price) filter (where is_sold and is_deferred) as deferred_sales,
        count(*) filter (where is_voided) as void_count,
        sum(pre_discount_price) filter (where is_voided) as void_amount
    from real_selections
    group by all

),

by_discount as (

    select
        restaurant_id,
        real_checks.business_date,
        sum(discounts.discount_amount) as discounts
    from discounts
    inner join real_checks using (restaurant_id, orders_check_id)
    left join real_selections using (restaurant_id, selection_id)
    where not real_checks.is_voided
        and (discounts.selection_id is null or (is_sold and not is_deferred))
    group by all

),

by_service_charge as (

    select
        restaurant_id,
        real_checks.business_date,
        sum(charge_amount) filter (where gratuity) as gratuities,
        sum(charge_amount) filter (where is_sale) as service_charges,
        sum(refund_amount) filter (where is_sale) as charge_refunds
    from (
        select
            *,
            not coalesce(gratuity, false)
            and service_charge_category is distinct from 'FUNDRAISING_CAMPAIGN' as is_sale
        from service_charges
    ) as charges
    inner join real_checks using (restaurant_id, orders_check_id)
    where not real_checks.is_voided
    group by all

),

by_payment as (

    select
        restaurant_id,
        real_checks.business_date,
        sum(payments.tip_amount) as tips,
        sum(payments.refund_tip_amount) as tip_refunds,
        sum(payments.refund_amount) as payment_refunds
    from payments
    inner join real_checks using (restaurant_id, orders_check_id)
    where not real_checks.is_voided
        and coalesce(payments.payment_status, '') not in (
            'DENIED', 'VOIDED', 'VOIDED_AT_RISK', 'CANCELLED', 'ERROR', 'ERROR_NETWORK',
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
        restaurant_id,
        business_date,
        {{ or_zero('by_order', ['order_count', 'guest_count']) }},
        {{ or_zero('by_check', ['check_count', 'taxes']) }},
        {{ or_zero('by_selection', ['sales', 'selection_refunds', 'deferred_sales']) }},
        {{ or_zero('by_selection', ['void_count', 'void_amount']) }},
        {{ or_zero('by_discount', ['discounts']) }},
        {{ or_zero('by_service_charge', ['gratuities', 'service_charges', 'charge_refunds']) }},
        {{ or_zero('by_payment', ['tips', 'tip_refunds', 'payment_refunds']) }}
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
    (selection_refunds + charge_refunds)::decimal(18, 4) as refunds,
    (sales + service_charges - selection_refunds - charge_refunds)::decimal(18, 4)
        as net_sales_after_refunds,
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
