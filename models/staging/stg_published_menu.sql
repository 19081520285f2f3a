with published_menus as (

    {{ entities('published_menus', published_menus_type()) }}

),

menus as (

    select
        restaurant_id,
        payload.lastUpdated as last_updated,
        payload.restaurantTimeZone as restaurant_time_zone,
        generate_subscripts(payload.menus, 1) - 1 as position,
        unnest(payload.menus) as payload,
        _deleted,
        _synced_at
    from published_menus

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
where payload is not null
