with published_menus as (

    {{ entities('published_menus', published_menus_type()) }}

),

menus as (

    {{ elements('published_menus', 'payload.menus', [
        'restaurant_id', 'payload.lastUpdated as last_updated',
        'payload.restaurantTimeZone as restaurant_time_zone', '_deleted', '_synced_at'
    ]) }}

)

select
    restaurant_id,
    {{ entity_id('payload.guid', ["'menu'", 'position']) }} as id,
    position,
    last_updated,
    restaurant_time_zone,
    payload,
    _deleted,
    _synced_at
from menus
