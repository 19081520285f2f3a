with menu_groups as (

    select * from {{ ref('stg_published_menu_group') }}

)

select
    restaurant_id,
    published_menu_id,
    parent_group_id,
    id,
    position,
    depth,
    payload.name,
    payload.description,
    payload.posName as pos_name,
    payload.multiLocationId as multi_location_id,
    payload.masterId as master_id,
    payload.posButtonColorLight as pos_button_color_light,
    payload.posButtonColorDark as pos_button_color_dark,
    payload.image,
    payload.visibility,
    payload.itemTags as item_tags,
    _deleted,
    _synced_at
from menu_groups
