{{ config(materialized='ephemeral') }}

with selections as (

    select * from {{ ref('stg_selection') }}

),

modifiers as (

    select * from {{ ref('stg_modifier') }}

),

service_charges as (

    select * from {{ ref('stg_applied_service_charge') }}

),

parents as (

    select
        'selection' as parent,
        restaurant_id,
        orders_id,
        orders_check_id,
        id as orders_check_selection_id,
        id as parent_id,
        payload.appliedTaxes as taxes,
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
        from_json(payload.appliedTaxes, '[{{ applied_tax_type() }}]') as taxes,
        _deleted,
        _synced_at
    from modifiers

    union all

    select
        'service charge' as parent,
        restaurant_id,
        orders_id,
        orders_check_id,
        null as orders_check_selection_id,
        id as parent_id,
        from_json(payload.appliedTaxes, '[{{ applied_tax_type() }}]') as taxes,
        _deleted,
        _synced_at
    from service_charges

),

taxes as (

    select
        parents.* exclude (taxes),
        unnest(parents.taxes) as payload,
        generate_subscripts(parents.taxes, 1) - 1 as position
    from parents

),

numbered as (

    select
        *,
        row_number() over (
            partition by
                restaurant_id,
                orders_id,
                parent,
                parent_id,
                payload.taxRate.guid,
                payload.name,
                payload.type
            order by position
        ) as ordinal
    from taxes
    where payload is not null

)

select
    parent,
    restaurant_id,
    orders_id,
    orders_check_id,
    orders_check_selection_id,
    parent_id,
    {{ entity_id('payload.guid', [
        'orders_id', 'parent_id', 'payload.taxRate.guid', 'payload.name', 'payload.type', 'ordinal'
    ]) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from numbered
