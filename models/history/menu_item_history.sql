{{ config(alias='menu_item') }}

with all_versions as (

    {{ versions('menu_items', menu_item_type()) }}

),

versions as (

    select
        restaurant_id,
        id,
        payload.name,
        payload.type,
        payload.plu,
        payload.sku,
        payload.calories,
        payload.orderableOnline as orderable_online,
        payload.visibility,
        payload.unitOfMeasure as unit_of_measure,
        valid_from,
        valid_to
    from all_versions

)

{{ periods(
    'versions',
    ['restaurant_id', 'id'],
    [
        'name', 'type', 'plu', 'sku', 'calories', 'orderable_online', 'visibility',
        'unit_of_measure'
    ]
) }}
