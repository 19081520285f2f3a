with checks as (

    select * from {{ ref('stg_sales_check') }}

),

items as (

    select * from {{ ref('stg_sales_item') }}

),

charges as (

    select
        restaurant_id,
        orders_check_id,
        coalesce(payload.chargeAmount, 0) as amount,
        coalesce(payload.delivery, false) as is_delivery,
        coalesce(payload.serviceChargeCategory, '') as category,
        {{ charge_kind('payload') }} as kind,
        coalesce(payload.refundDetails.refundAmount, 0) as refund,
        coalesce(payload.refundDetails.taxRefundAmount, 0) as tax_refund,
        from_json(payload.appliedTaxes, '[{{ applied_tax_type() }}]') as applied_taxes
    from {{ ref('stg_applied_service_charge') }}

),

payments as (

    select
        restaurant_id,
        orders_check_id,
        coalesce(payload.amount, 0) as amount,
        coalesce(payload.tipAmount, 0) as tip,
        coalesce(payload.refund.refundAmount, 0) as refund,
        coalesce(payload.refund.tipRefundAmount, 0) as tip_refund
    from {{ ref('stg_payment') }}
    where {{ is_real_payment('payload.paymentStatus') }}

),

by_items as (

    select
        restaurant_id,
        orders_check_id,
        {% for name, expression, condition in [
            ('item_quantity', 'quantity', 'not is_voided and not is_deferred'),
            ('item_gross_sales', 'gross_sales', 'not is_voided and not is_deferred'),
            ('item_discounts', 'item_discounts', 'not is_voided and not is_deferred'),
            ('check_discounts', 'check_discounts', 'not is_voided and not is_deferred'),
            ('item_net_sales', 'net_sales', 'not is_voided and not is_deferred'),
            ('gift_card_sales', 'net_sales', "not is_voided and deferred_type = 'gift card'"),
            ('house_account_payments', 'net_sales', "not is_voided and deferred_type = 'house account'"),
            ('other_deferred', 'net_sales', "not is_voided and is_deferred and deferred_type = ''"),
            ('tax_inclusive', 'tax', "not is_voided and tax_inclusion = 'INCLUDED'"),
            ('item_tax', 'tax', 'not is_voided'),
            ('item_marketplace_tax', 'marketplace_tax', 'not is_voided'),
            ('item_refunds', 'refunds', 'not is_voided and not is_deferred'),
            ('deferred_refunds', 'refunds', 'not is_voided and is_deferred'),
            ('item_tax_refunds', 'tax_refunds', 'not is_voided'),
            ('voided_amount', 'net_sales', 'is_voided and is_in_scope and not is_deferred'),
            ('void_quantity', 'quantity', 'is_voided and is_in_scope and not is_deferred')
        ] %}
        sum({{ expression }}) filter (where {{ condition }}) as {{ name }}{% if not loop.last %},{% endif %}

        {% endfor %}
    from items
    group by restaurant_id, orders_check_id

),

by_charges as (

    select
        restaurant_id,
        orders_check_id,
        sum(amount) filter (where kind = 'sale') as service_charges,
        sum(amount) filter (where kind = 'sale' and is_delivery) as delivery_fees,
        sum(amount) filter (where kind = 'sale' and category = 'CREDIT_CARD_SURCHARGE')
            as card_surcharges,
        sum(amount) filter (where kind = 'sale' and category = 'CASH_ROUNDING') as cash_rounding,
        sum(amount) filter (where kind = 'gratuity') as gratuities,
        sum(amount) filter (where kind = 'donation') as donations,
        sum(list_sum(list_transform(applied_taxes, lambda applied: applied.taxAmount)))
            as service_charge_tax,
        sum({{ marketplace_tax('applied_taxes') }}) as charge_marketplace_tax,
        sum(refund) filter (where kind = 'sale') as service_charge_refunds,
        sum(refund) filter (where kind = 'gratuity') as gratuity_refunds,
        sum(refund) filter (where kind = 'donation') as donation_refunds,
        sum(tax_refund) as charge_tax_refunds
    from charges
    group by restaurant_id, orders_check_id

),

by_payments as (

    select
        restaurant_id,
        orders_check_id,
        sum(amount) as paid,
        sum(tip) as tips,
        sum(refund) as payment_refunds,
        sum(tip_refund) as tip_refunds
    from payments
    group by restaurant_id, orders_check_id

),

measured as (

    select
        checks.*,
        {{ or_zero('by_items', [
            'item_quantity', 'item_gross_sales', 'item_discounts', 'check_discounts',
            'item_net_sales', 'gift_card_sales', 'house_account_payments', 'other_deferred',
            'tax_inclusive', 'item_tax', 'item_refunds', 'deferred_refunds', 'item_tax_refunds',
            'item_marketplace_tax', 'voided_amount', 'void_quantity'
        ]) }},
        {{ or_zero('by_charges', [
            'service_charges', 'delivery_fees', 'card_surcharges', 'cash_rounding', 'gratuities',
            'donations', 'service_charge_tax', 'charge_marketplace_tax', 'service_charge_refunds',
            'gratuity_refunds', 'donation_refunds', 'charge_tax_refunds'
        ]) }},
        {{ or_zero('by_payments', ['paid', 'tips', 'payment_refunds', 'tip_refunds']) }}
    from checks
    left join by_items using (restaurant_id, orders_check_id)
    left join by_charges using (restaurant_id, orders_check_id)
    left join by_payments using (restaurant_id, orders_check_id)

),

summed as (

    select
        *,
        item_gross_sales - item_net_sales as discounts,
        item_gross_sales + service_charges as gross_sales,
        item_net_sales + service_charges as sales_before_refunds,
        gift_card_sales + house_account_payments + other_deferred as deferred_sales,
        item_tax_refunds + charge_tax_refunds as tax_refunds,
        /* What was refunded of the payments and is on no item or charge: an amount that was typed in. */
        greatest(
            payment_refunds - item_refunds - deferred_refunds - item_tax_refunds
            - service_charge_refunds - gratuity_refunds - donation_refunds - charge_tax_refunds,
            0
        ) as custom_refunds
    from measured

)

select
    restaurant_id,
    orders_id,
    orders_check_id as id,
    business_date,
    {{ sales_check_columns('summed') }},
    opened_at,
    paid_at,
    closed_at,
    promised_at,
    tab_name,
    opened_by_id,
    payment_status,
    case when is_voided then void_business_date end as void_business_date,
    is_voided,
    is_split,
    is_first_check,
    is_counted and coalesce(payment_status, '') = 'OPEN' as is_open,
    case when is_first_check then coalesce(number_of_guests, 0) else 0 end as guest_count,
    {% for name in [
        'item_quantity', 'item_gross_sales', 'item_discounts', 'check_discounts', 'discounts',
        'item_net_sales', 'service_charges', 'delivery_fees', 'card_surcharges', 'cash_rounding',
        'gross_sales', 'sales_before_refunds', 'gratuities', 'donations', 'gift_card_sales',
        'house_account_payments', 'other_deferred', 'deferred_sales'
    ] %}
    {{ name }}::decimal(18, 4) as {{ name }},
    {% endfor %}
    amount::decimal(18, 4) as amount,
    coalesce(tax, 0)::decimal(18, 4) as tax,
    item_tax::decimal(18, 4) as item_tax,
    service_charge_tax::decimal(18, 4) as service_charge_tax,
    tax_inclusive::decimal(18, 4) as tax_inclusive,
    (item_marketplace_tax + charge_marketplace_tax)::decimal(18, 4) as marketplace_tax,
    (sales_before_refunds + deferred_sales + donations + coalesce(tax, 0) + gratuities)
        ::decimal(18, 4) as amount_due,
    paid::decimal(18, 4) as paid,
    (sales_before_refunds + deferred_sales + donations + coalesce(tax, 0) + gratuities - paid)
        ::decimal(18, 4) as balance,
    tips::decimal(18, 4) as tips,
    (item_refunds + service_charge_refunds + custom_refunds)::decimal(18, 4) as refunds,
    {% for name in [
        'item_refunds', 'service_charge_refunds', 'custom_refunds', 'deferred_refunds',
        'donation_refunds', 'gratuity_refunds', 'tax_refunds', 'tip_refunds', 'voided_amount',
        'void_quantity'
    ] %}
    {{ name }}::decimal(18, 4) as {{ name }},
    {% endfor %}
    date_sub('minute', opened_at, paid_at) as minutes_open,
    _deleted,
    _synced_at
from summed
order by restaurant_id, business_date
