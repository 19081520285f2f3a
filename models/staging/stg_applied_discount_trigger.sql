{{ config(materialized='ephemeral') }}

with discounts as (

    select
        *,
        from_json(payload.triggers, '[{{ discount_trigger_type() }}]') as triggers
    from {{ ref('stg_applied_discount') }}

),

triggers as (

    select
        parent,
        restaurant_id,
        orders_id,
        orders_check_id,
        orders_check_selection_id,
        parent_id,
        id as applied_discount_id,
        unnest(discounts.triggers) as payload,
        generate_subscripts(discounts.triggers, 1) - 1 as position,
        _deleted,
        _synced_at
    from discounts

),

numbered as (

    select
        *,
        row_number() over (
            partition by restaurant_id, orders_id, applied_discount_id, payload.selection.guid
            order by parent_id, position
        ) as ordinal
    from triggers
    where payload is not null

)

select
    parent,
    restaurant_id,
    orders_id,
    orders_check_id,
    orders_check_selection_id,
    applied_discount_id,
    {{ derived_id([
        'orders_id', 'applied_discount_id', 'payload.selection.guid', 'ordinal'
    ]) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from numbered
