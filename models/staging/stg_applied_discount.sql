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

    select
        'check' as parent,
        restaurant_id,
        orders_id,
        id as orders_check_id,
        null as orders_check_selection_id,
        id as parent_id,
        payload.appliedDiscounts as discounts,
        _deleted,
        _synced_at
    from checks

    union all

    select
        'selection' as parent,
        restaurant_id,
        orders_id,
        orders_check_id,
        id as orders_check_selection_id,
        id as parent_id,
        payload.appliedDiscounts as discounts,
        _deleted,
        _synced_at
    from selections

    union all

    select
        'modifier' as parent,
        restaurant_id,
        orders_id,
        orders_check_id,
        orders_check_selection_id,
        id as parent_id,
        payload.appliedDiscounts as discounts,
        _deleted,
        _synced_at
    from modifiers

),

parsed as (

    select * replace (from_json(discounts, '[{{ applied_discount_type() }}]') as discounts)
    from parents
    where discounts is not null

),

discounts as (

    select
        parsed.* exclude (discounts),
        unnest(parsed.discounts) as payload,
        generate_subscripts(parsed.discounts, 1) - 1 as position
    from parsed

)

select
    parent,
    restaurant_id,
    orders_id,
    orders_check_id,
    orders_check_selection_id,
    parent_id,
    {{ entity_id('payload.guid', ['parent_id', "'discount'", 'position']) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from discounts
where payload is not null
