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

/* The taxes of selections have been parsed with the selections. */
parents as (

    {{ applied_to('selection', 'selections', 'payload.appliedTaxes') }}

    union all

    {{ applied_to(
        'modifier', 'modifiers', json_list('payload.appliedTaxes', applied_tax_type())
    ) }}

    union all

    {{ applied_to(
        'service charge', 'service_charges', json_list('payload.appliedTaxes', applied_tax_type())
    ) }}

),

taxes as (

    {{ elements('parents', 'applied', [
        'parent', 'restaurant_id', 'orders_id', 'business_date', 'orders_check_id',
        'orders_check_selection_id', 'parent_id', '_deleted', '_synced_at'
    ]) }}

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

)

select
    parent,
    restaurant_id,
    orders_id,
    business_date,
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
