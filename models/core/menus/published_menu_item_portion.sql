with menu_items as (

    select *, from_json(portions, '[{{ published_portion_type() }}]') as entries
    from {{ ref('published_menu_item') }}

),

listed as (

    select
        restaurant_id,
        published_menu_id,
        published_menu_group_id,
        id as published_menu_item_id,
        generate_subscripts(entries, 1) - 1 as position,
        unnest(entries) as payload,
        _deleted,
        _synced_at
    from menu_items

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
from listed
where payload is not null
