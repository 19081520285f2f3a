{{ config(materialized='ephemeral') }}

with discounts as (

    select
        *,
        from_json(payload.comboItems, '[{{ external_reference_type() }}]') as combo_items
    from {{ ref('stg_applied_discount') }}

),

combo_items as (

    select
        parent,
        restaurant_id,
        orders_id,
        orders_check_id,
        orders_check_selection_id,
        id as applied_discount_id,
        unnest(discounts.combo_items) as payload,
        generate_subscripts(discounts.combo_items, 1) - 1 as position,
        _deleted,
        _synced_at
    from discounts

)

select
    parent,
    restaurant_id,
    orders_id,
    orders_check_id,
    orders_check_selection_id,
    applied_discount_id,
    payload.guid as id,
    position,
    payload,
    _deleted,
    _synced_at
from combo_items
where payload is not null
