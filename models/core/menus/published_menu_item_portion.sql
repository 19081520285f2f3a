with menu_items as (

    select * from {{ ref('published_menu_item') }}

),

menu_item_portions as (

    {{ elements('menu_items', 'portions', [
        'restaurant_id', 'published_menu_id', 'published_menu_group_id',
        'id as published_menu_item_id', '_deleted', '_synced_at'
    ], published_portion_type()) }}

)

select
    restaurant_id,
    published_menu_id,
    published_menu_group_id,
    published_menu_item_id,
    position,
    {{ entity_id('payload.guid', ['published_menu_item_id', "'portion'", 'position']) }} as id,
    payload.name,
    payload.priceScaleFactor as price_scale_factor,
    payload.modifierGroupReferences as modifier_group_references,
    _deleted,
    _synced_at
from menu_item_portions
