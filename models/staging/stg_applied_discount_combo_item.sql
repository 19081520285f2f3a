{{ config(materialized='ephemeral') }}

with discounts as (

    select * from {{ ref('stg_applied_discount') }}

),

combo_items as (

    {{ elements('discounts', 'payload.comboItems', [
        'parent', 'restaurant_id', 'orders_id', 'business_date', 'orders_check_id',
        'orders_check_selection_id', 'id as applied_discount_id', '_deleted', '_synced_at'
    ], external_reference_type()) }}

)

select
    parent,
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    orders_check_selection_id,
    applied_discount_id,
    payload.guid as id,
    position,
    payload,
    _deleted,
    _synced_at
from combo_items
