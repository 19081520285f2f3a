{#
  The batch of this run: the orders landed since the model that is furthest behind was last built.
  A model without a state or without its table counts as never built.
#}
{% set order_models = [
    'orders',
    'orders_pricing_feature',
    'orders_check',
    'orders_check_payment',
    'payment',
    'orders_check_applied_discount',
    'orders_check_applied_discount_combo_item',
    'orders_check_applied_discount_trigger',
    'orders_check_applied_service_charge',
    'orders_check_applied_service_charge_applied_tax',
    'orders_check_selection',
    'orders_check_selection_applied_tax',
    'orders_check_selection_applied_discount',
    'orders_check_selection_applied_discount_combo_item',
    'orders_check_selection_applied_discount_trigger',
    'orders_check_selection_modifier',
    'orders_check_selection_modifier_applied_tax',
    'orders_check_selection_modifier_applied_discount',
] %}

with raw_orders as (

    select * from {{ source('raw_toast', 'orders') }}

),

{% if not flags.FULL_REFRESH %}
order_models as (

    select unnest([
        {% for model in order_models %}
        '{{ model }}'{% if not loop.last %},{% endif %}

        {% endfor %}
    ]) as name

),

built as (

    select table_name as name
    from information_schema.tables
    where table_catalog = current_database() and table_schema = '{{ target.schema }}'

),

model_state as (

    select * from {{ source('toast_meta', 'model_state') }}

),

watermark as (

    select
        min(
            case
                when built.name is null or model_state.model is null then timestamptz '-infinity'
                else model_state.synced_through
            end
        ) as synced_through
    from order_models
    left join built on order_models.name = built.name
    left join model_state
        on model_state.model = '{{ target.schema }}.' || order_models.name

),

{% endif %}
batch as (

    select
        raw_orders.restaurant_id,
        raw_orders.id,
        from_json(raw_orders.payload, '{{ order_type() }}') as payload,
        raw_orders.extracted_at
    from raw_orders
    {% if not flags.FULL_REFRESH %}
    where raw_orders.extracted_at > (select synced_through from watermark)
    {% endif %}

)

select
    restaurant_id,
    id,
    payload,
    coalesce(payload.deleted, false) as _deleted,
    extracted_at as _synced_at
from batch
