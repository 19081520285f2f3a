with menu_items as (

    select * from {{ ref('published_menu_item') }}

),

item_tags as (

    {{ elements('menu_items', 'item_tags', [
        'restaurant_id', 'published_menu_id', 'published_menu_group_id',
        'id as published_menu_item_id', '_deleted', '_synced_at'
    ], published_tag_type()) }}

)

select
    restaurant_id,
    published_menu_id,
    published_menu_group_id,
    published_menu_item_id,
    position,
    {{ entity_id('payload.guid', ['published_menu_item_id', "'tag'", 'position']) }} as id,
    payload.name,
    _deleted,
    _synced_at
from item_tags
