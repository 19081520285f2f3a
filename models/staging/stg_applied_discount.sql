{{ config(materialized='ephemeral') }}

with checks as (

    select * from {{ ref('stg_check') }}

),

selections as (

    select * from {{ ref('stg_selection') }}

),

modifiers as (

    select * from {{ ref('stg_modifier') }}

),

parents as (

    {{ applied_to('check', 'checks', 'payload.appliedDiscounts') }}

    union all

    {{ applied_to('selection', 'selections', 'payload.appliedDiscounts') }}

    union all

    {{ applied_to('modifier', 'modifiers', 'payload.appliedDiscounts') }}

),

/* Few rows have discounts, so only their lists are parsed. */
parents_with_discounts as (

    select * from parents where applied is not null

),

discounts as (

    {{ elements('parents_with_discounts', 'applied', [
        'parent', 'restaurant_id', 'orders_id', 'business_date', 'orders_check_id',
        'orders_check_selection_id', 'parent_id', '_deleted', '_synced_at'
    ], applied_discount_type()) }}

)

select
    parent,
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    orders_check_selection_id,
    parent_id,
    {{ entity_id('payload.guid', ['parent_id', "'discount'", 'position']) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from discounts
