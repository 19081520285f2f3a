with facts as (

    select * from {{ ref('int_checks') }}

),

{{ fact_imports() }},

openers as (

    select * from {{ ref('employee') }}

)

select
    facts.restaurant_id,
    facts.id as check_id,
    facts.orders_id as order_id,
    facts.business_date,
    {{ check_columns() }},
    facts.opened_at,
    {{ local_time('facts.opened_at') }} as opened_at_local,
    facts.paid_at,
    {{ local_time('facts.paid_at') }} as paid_at_local,
    facts.closed_at,
    {{ local_time('facts.closed_at') }} as closed_at_local,
    facts.promised_at,
    {{ local_time('facts.promised_at') }} as promised_at_local,
    facts.promised_at is not null as is_scheduled,
    facts.tab_name,
    facts.opened_by_id,
    {{ employee_name('openers') }} as opened_by_name,
    {{ employee_key('openers') }} as opened_by_key,
    facts.payment_status,
    facts.void_business_date,
    facts.is_voided,
    facts.is_open,
    facts.is_split,
    facts.is_first_check,
    facts.guest_count,
    facts.item_quantity,
    facts.item_gross_sales,
    facts.item_discounts,
    facts.check_discounts,
    facts.discounts,
    facts.item_net_sales,
    facts.service_charges,
    facts.delivery_fees,
    facts.card_surcharges,
    facts.cash_rounding,
    facts.gross_sales,
    facts.sales_before_refunds,
    facts.gratuities,
    facts.donations,
    facts.gift_card_sales,
    facts.house_account_payments,
    facts.other_deferred,
    facts.deferred_sales,
    facts.amount,
    facts.tax,
    facts.item_tax,
    facts.service_charge_tax,
    facts.tax_inclusive,
    facts.marketplace_tax,
    facts.amount_due,
    facts.paid,
    facts.balance,
    facts.tips,
    facts.refunds,
    facts.item_refunds,
    facts.service_charge_refunds,
    facts.custom_refunds,
    facts.deferred_refunds,
    facts.donation_refunds,
    facts.gratuity_refunds,
    facts.tax_refunds,
    facts.tip_refunds,
    facts.voided_amount,
    facts.void_quantity,
    facts.minutes_open
from facts
{{ fact_joins() }}
left join openers
    on facts.restaurant_id = openers.restaurant_id and facts.opened_by_id = openers.id
