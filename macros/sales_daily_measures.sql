{# The names of the measures of int_sales_daily: counts and amounts, 0 on a closed day. #}
{% macro sales_daily_measures() %}
{{ return([
    'order_count', 'check_count', 'sales_check_count', 'guest_count', 'item_quantity', 'item_gross_sales',
    'service_charges', 'gross_sales', 'discounts', 'sales_before_refunds', 'item_refunds',
    'service_charge_refunds', 'custom_refunds', 'refunds_of_orders', 'tax', 'tax_refunds', 'marketplace_tax',
    'tax_inclusive', 'gratuities', 'gratuity_refunds', 'tips', 'tip_refunds', 'donations', 'donation_refunds',
    'gift_card_sales', 'house_account_payments', 'other_deferred', 'deferred_sales', 'deferred_discounts',
    'deferred_refunds', 'amount_due', 'void_count', 'void_quantity', 'void_amount', 'voided_gross_sales',
    'voids_entered_amount', 'waste_amount', 'open_check_count', 'open_amount'
]) }}
{% endmacro %}
