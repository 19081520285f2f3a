with restaurants as (

    select * from {{ ref('int_restaurants') }}

),

measures as (

    select * from {{ ref('int_sales_daily') }}

),

coverage as (

    select * from {{ ref('int_complete_days') }}

),

/* The restaurant's first and last day: orders can be placed for days to come. */
spans as (

    select
        measures.restaurant_id,
        min(measures.business_date) as first_date,
        greatest(max(measures.business_date), any_value(restaurants.current_business_date))
            as last_date
    from measures
    left join restaurants on measures.restaurant_id = restaurants.restaurant_id
    group by measures.restaurant_id

),

days as (

    {{ days_of('spans') }}

),

joined as (

    select
        days.restaurant_id,
        restaurants.restaurant_name,
        days.business_date,
        restaurants.currency_code,
        measures.restaurant_id is null as is_closed_day,
        days.business_date > restaurants.current_business_date as is_future,
        days.business_date
            between coverage.first_complete_business_date and coverage.last_complete_business_date
            as is_complete,
        coverage.orders_extracted_at as last_extracted_at,
        measures.* exclude (restaurant_id, business_date)
    from days
    left join restaurants on days.restaurant_id = restaurants.restaurant_id
    left join measures
        on days.restaurant_id = measures.restaurant_id
        and days.business_date = measures.business_date
    left join coverage on days.restaurant_id = coverage.restaurant_id

),

filled as (

    select
        * replace (
            {% for name in sales_daily_measures() %}
            coalesce({{ name }}, 0) as {{ name }}{% if not loop.last %},{% endif %}

            {% endfor %}
        )
    from joined

),

netted as (

    select
        *,
        item_refunds + service_charge_refunds + custom_refunds as refunds,
        tax - tax_refunds as net_tax
    from filled

)

select
    restaurant_id,
    restaurant_name,
    business_date,
    currency_code,
    is_closed_day,
    coalesce(is_future, false) as is_future,
    coalesce(is_complete, false) as is_complete,
    last_extracted_at,
    order_count,
    check_count,
    sales_check_count,
    guest_count,
    item_quantity,
    item_gross_sales,
    service_charges,
    gross_sales,
    discounts,
    sales_before_refunds,
    item_refunds,
    service_charge_refunds,
    custom_refunds,
    refunds::decimal(18, 4) as refunds,
    (sales_before_refunds - refunds)::decimal(18, 4) as net_sales,
    refunds_of_orders,
    (sales_before_refunds - refunds_of_orders)::decimal(18, 4) as net_sales_order_basis,
    tax,
    tax_refunds,
    net_tax::decimal(18, 4) as net_tax,
    marketplace_tax,
    (net_tax - marketplace_tax)::decimal(18, 4) as tax_to_remit,
    tax_inclusive,
    gratuities,
    gratuity_refunds,
    tips,
    tip_refunds,
    donations,
    donation_refunds,
    gift_card_sales,
    house_account_payments,
    other_deferred,
    deferred_sales,
    deferred_discounts,
    deferred_refunds,
    amount_due,
    void_count,
    void_quantity,
    void_amount,
    voided_gross_sales,
    voids_entered_amount,
    waste_amount,
    open_check_count,
    open_amount
from netted
