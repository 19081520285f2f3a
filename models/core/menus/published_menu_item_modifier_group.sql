with menu_items as (

    select * from {{ ref('published_menu_item') }}

),

portions as (

    select * from {{ ref('published_menu_item_portion') }}

),

modifier_groups as (

    select * from {{ ref('published_modifier_group') }}

),

owners as (

    select
        restaurant_id,
        published_menu_id,
        published_menu_group_id,
        id as published_menu_item_id,
        null as portion_position,
        null as published_menu_item_portion_id,
        modifier_group_references,
        _deleted,
        _synced_at
    from menu_items

    union all

    select
        restaurant_id,
        published_menu_id,
        published_menu_group_id,
        published_menu_item_id,
        position as portion_position,
        id as published_menu_item_portion_id,
        modifier_group_references,
        _deleted,
        _synced_at
    from portions

),

links as (

    {{ resolved_references(
        owners='owners',
        list='modifier_group_references',
        keep=[
            'restaurant_id', 'published_menu_id', 'published_menu_group_id',
            'published_menu_item_id', 'portion_position', 'published_menu_item_portion_id',
            '_deleted', '_synced_at'
        ],
        targets='modifier_groups'
    ) }}

)

select
    restaurant_id,
    {{ derived_id([
        'published_menu_id', 'published_menu_group_id', 'published_menu_item_id',
        'portion_position', 'position'
    ]) }} as id,
    published_menu_id,
    published_menu_group_id,
    published_menu_item_id,
    published_menu_item_portion_id,
    position,
    reference_id as modifier_group_reference_id,
    target_id as published_modifier_group_id,
    _deleted,
    _synced_at
from links
