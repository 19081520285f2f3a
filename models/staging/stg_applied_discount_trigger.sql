{{ config(materialized='ephemeral') }}

with discounts as (

    select * from {{ ref('stg_applied_discount') }}

),

triggers as (

    {{ elements('discounts', 'payload.triggers', [
        'parent', 'restaurant_id', 'orders_id', 'business_date', 'orders_check_id',
        'orders_check_selection_id', 'parent_id', 'id as applied_discount_id', '_deleted', '_synced_at'
    ], discount_trigger_type()) }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by restaurant_id, orders_id, applied_discount_id, payload.selection.guid
            order by parent_id, position
        ) as ordinal
    from triggers

)

select
    parent,
    restaurant_id,
    orders_id,
    business_date,
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
