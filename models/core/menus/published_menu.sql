with menus as (

    select * from {{ ref('stg_published_menu') }}

)

select
    restaurant_id,
    id,
    position,
    payload.name,
    payload.description,
    payload.posName as pos_name,
    payload.multiLocationId as multi_location_id,
    payload.masterId as master_id,
    payload.posButtonColorLight as pos_button_color_light,
    payload.posButtonColorDark as pos_button_color_dark,
    payload.highResImage as high_res_image,
    payload.image,
    payload.visibility,
    payload.availability,
    last_updated,
    restaurant_time_zone,
    _deleted,
    _synced_at
from menus
