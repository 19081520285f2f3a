{{ config(alias='discount') }}

with all_versions as (

    {{ versions('discounts', discount_type()) }}

),

versions as (

    select
        restaurant_id,
        id,
        payload.name,
        payload.active,
        payload.type,
        payload.percentage,
        payload.amount,
        payload.selectionType as selection_type,
        payload.nonExclusive as non_exclusive,
        payload.itemPickingPriority as item_picking_priority,
        payload.fixedTotal as fixed_total,
        valid_from,
        valid_to
    from all_versions

)

{{ periods(
    'versions',
    ['restaurant_id', 'id'],
    [
        'name', 'active', 'type', 'percentage', 'amount', 'selection_type',
        'non_exclusive', 'item_picking_priority', 'fixed_total'
    ]
) }}
