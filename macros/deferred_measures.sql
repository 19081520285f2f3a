{# The measures of int_deferred_daily: what is owed to guests or by them, and what settles it. #}
{% macro deferred_measures() %}
{{ return([
    'gift_cards_sold', 'gift_cards_reloaded', 'gift_card_discounts', 'gift_card_refunds',
    'gift_cards_redeemed', 'gift_card_redemptions_refunded', 'house_account_charged',
    'house_account_charges_refunded', 'house_account_paid', 'house_account_payments_refunded',
    'prepaid_in', 'prepaid_refunded', 'prepaid_earned'
]) }}
{% endmacro %}

{# The columns of all these measures: the expressions in `given`, null for those that it lacks. #}
{% macro deferred_columns(given) %}
{% for measure in deferred_measures() %}
({{ given.get(measure, 'null') }})::decimal(18, 4) as {{ measure }}{% if not loop.last %},
        {% endif %}
{% endfor %}
{% endmacro %}
