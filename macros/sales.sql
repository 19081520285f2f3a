{#
  Tells if a selection is paid now and sold later: gift cards and house accounts. Takes the payload of a
  selection. Toast sets `deferred`; the types are for orders that lack it.
#}
{% macro is_deferred(selection) %}
(coalesce({{ selection }}.deferred, false) or {{ deferred_type(selection ~ '.selectionType') }} <> '')
{% endmacro %}

{# Takes the type of a selection. Gives 'gift card', 'house account' or '' for what is not deferred. #}
{% macro deferred_type(selection_type) %}
case
            when {{ selection_type }} in ('TOAST_CARD_SELL', 'TOAST_CARD_RELOAD') then 'gift card'
            when {{ selection_type }} = 'HOUSE_ACCOUNT_PAY_BALANCE' then 'house account'
            else ''
        end
{% endmacro %}

{#
  Tells if a payment counts: Toast's Payments Summary has those that are authorized, in capture or captured;
  cash and other tenders have no status. A list of what counts, because Toast adds states without notice.
#}
{% macro is_real_payment(payment_status) %}
coalesce({{ payment_status }}, 'CAPTURED') in (
        'AUTHORIZED', 'AUTHORIZED_AT_RISK', 'CAPTURE_IN_PROGRESS', 'CAPTURED', 'PROCESSING'
    )
{% endmacro %}

{# Tells if a discount is on its check: PENDING_VOID means removed from the order, and not yet at the vendor. #}
{% macro is_valid_discount(processing_state) %}
coalesce({{ processing_state }}, '') not in ('VOID', 'PENDING_VOID')
{% endmacro %}

{#
  The amount by which a discount lowers the price without tax. Takes the payload of an applied discount.
  For prices that include tax, Toast's discountAmount includes it too.
#}
{% macro net_discount(discount) %}
coalesce({{ discount }}.nonTaxDiscountAmount, {{ discount }}.discountAmount, 0)
{% endmacro %}

{# The tax in a list of applied taxes that a marketplace has paid or will pay for the restaurant. #}
{% macro marketplace_tax(applied_taxes) %}
coalesce(list_sum(list_transform(
            list_filter(
                {{ applied_taxes }}, lambda applied: applied.facilitatorCollectAndRemitTax
            ),
            lambda applied: applied.taxAmount
        )), 0)
{% endmacro %}

{#
  How often the price and quantity of the modifiers of a selection count. Toast does not say if a modifier's
  price is that of one item or that of the line. The line tells: its gross price is the list price times the
  quantity, plus the modifiers once or as often. Where modifiers are free, their quantity tells: that of a
  line is not less than the item's.

  quantity, gross, list_price: of the selection; list_price without tax, null if not known.
  modifier_gross: price before discounts of its modifiers, without those below them.
  modifier_quantity: the least quantity of one of them.
#}
{% macro modifier_multiplier(quantity, gross, list_price, modifier_gross, modifier_quantity) %}
case
            when {{ quantity }} is null or {{ quantity }} <= 1 then 1
            when {{ modifier_gross }} <> 0 and {{ list_price }} is not null then case
                when abs({{ gross }} - {{ quantity }} * ({{ list_price }} + {{ modifier_gross }}))
                    < abs({{ gross }} - {{ quantity }} * {{ list_price }} - {{ modifier_gross }})
                    then {{ quantity }}
                else 1
            end
            when {{ modifier_quantity }} >= {{ quantity }} then 1
            else {{ quantity }}
        end
{% endmacro %}

{#
  The columns that the rows of every fact have from their check: what tells about an order or a check, and
  nothing that is configured. Takes the name of the relation.
#}
{% macro sales_check_columns(relation) %}
{% for column in [
    'sold_at', 'order_number', 'check_number', 'source', 'order_channel', 'channel_id', 'dining_option_id',
    'restaurant_service_id', 'revenue_center_id', 'service_area_id', 'table_id', 'server_id', 'approval_status',
    'is_deleted', 'is_waste', 'is_test', 'is_counted'
] %}
{{ relation }}.{{ column }}{% if not loop.last %},
    {% endif %}
{% endfor %}
{% endmacro %}

{#
  Tells if a row of a fact is of a check for guests, voided or not: what is_counted says, without the voids.
  Takes the name of the relation.
#}
{% macro is_in_scope(relation) %}
(
            not {{ relation }}.is_deleted
            and not {{ relation }}.is_waste
            and not {{ relation }}.is_test
            and {{ relation }}.business_date is not null
            and {{ relation }}.approval_status is distinct from 'NOT_APPROVED'
        )
{% endmacro %}

{#
  What an item is added up by: its key, or its name where Toast gives no item, as for gift cards, special
  requests and open items. Takes the name of the relation.
#}
{% macro product_key(relation) %}
coalesce({{ relation }}.item_key, {{ relation }}.item_name, 'unknown')
{% endmacro %}

{# What a modifier is added up by, in the same way. Takes the name of the relation. #}
{% macro modifier_key(relation) %}
coalesce({{ relation }}.modifier_key, {{ relation }}.modifier_name, 'unknown')
{% endmacro %}
