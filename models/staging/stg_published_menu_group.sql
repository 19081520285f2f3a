{% set level_type = '{ "guid": "VARCHAR", "menuGroups": ["JSON"] }' %}

with recursive menus as (

    select * from {{ ref('stg_published_menu') }}

),

/* Parses only what is needed to find the next level; all other fields are parsed once, below. */
menu_groups as (

    select
        restaurant_id,
        published_menu_id,
        parent_group_id,
        {{ entity_id('level.guid', ['published_menu_id', "'group'", 'position']) }} as id,
        position,
        depth,
        [position] as path,
        menu_group,
        level,
        _deleted,
        _synced_at
    from (
        select *, from_json(menu_group, '{{ level_type }}') as level
        from (
            select
                restaurant_id,
                id as published_menu_id,
                null::varchar as parent_group_id,
                generate_subscripts(payload.menuGroups, 1) - 1 as position,
                1 as depth,
                unnest(payload.menuGroups) as menu_group,
                _deleted,
                _synced_at
            from menus
        ) as first_level
        where menu_group is not null
    ) as parsed

    union all

    select
        restaurant_id,
        published_menu_id,
        parent_group_id,
        {{ entity_id('level.guid', ['parent_group_id', "'group'", 'position']) }} as id,
        position,
        depth,
        list_append(path, position) as path,
        menu_group,
        level,
        _deleted,
        _synced_at
    from (
        select *, from_json(menu_group, '{{ level_type }}') as level
        from (
            select
                restaurant_id,
                published_menu_id,
                id as parent_group_id,
                generate_subscripts(level.menuGroups, 1) - 1 as position,
                depth + 1 as depth,
                path,
                unnest(level.menuGroups) as menu_group,
                _deleted,
                _synced_at
            from menu_groups
            where depth < {{ max_nesting() }}
        ) as next_level
        where menu_group is not null
    ) as parsed

)

/* A group can be in a menu more than once, with the same content: the highest position is kept. */
select
    restaurant_id,
    published_menu_id,
    parent_group_id,
    id,
    position,
    depth,
    from_json(menu_group, '{{ published_menu_group_type() }}') as payload,
    _deleted,
    _synced_at
from menu_groups
qualify row_number() over (partition by restaurant_id, published_menu_id, id order by depth, path) = 1
