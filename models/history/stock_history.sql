{{ config(alias='stock') }}

with all_versions as (

    {{ versions('stock_inventory', stock_inventory_type()) }}

),

menu_items as (

    select * from {{ ref('menu_item') }}

),

versions as (

    select
        all_versions.restaurant_id,
        all_versions.id as menu_item_id,
        menu_items.name,
        all_versions.payload.status,
        all_versions.payload.quantity,
        all_versions.payload.multiLocationId as multi_location_id,
        all_versions.valid_from,
        all_versions.valid_to
    from all_versions
    left join menu_items
        on
            all_versions.restaurant_id = menu_items.restaurant_id
            and all_versions.id = menu_items.id

)

{{ periods(
    'versions',
    ['restaurant_id', 'menu_item_id'],
    ['status', 'quantity'],
    last=['name', 'multi_location_id']
) }}
