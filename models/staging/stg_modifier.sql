{% set level_type = '{ "guid": "VARCHAR", "modifiers": ["JSON"] }' %}

with recursive selections as (

    select * from {{ ref('stg_selection') }}

),

/* Parses only what is needed to find the next level; all other fields are parsed once, below. */
modifiers as (

    select
        restaurant_id,
        orders_id,
        business_date,
        orders_check_id,
        orders_check_selection_id,
        parent_modifier_id,
        {{ entity_id('level.guid', ['orders_check_selection_id', "'modifier'", 'position']) }} as id,
        position,
        depth,
        modifier,
        level,
        _deleted,
        _synced_at
    from (
        select *, from_json(modifier, '{{ level_type }}') as level
        from (
            select
                restaurant_id,
                orders_id,
                business_date,
                orders_check_id,
                id as orders_check_selection_id,
                null::varchar as parent_modifier_id,
                generate_subscripts(payload.modifiers, 1) - 1 as position,
                1 as depth,
                unnest(payload.modifiers) as modifier,
                _deleted,
                _synced_at
            from selections
        ) as first_level
        where modifier is not null
    ) as parsed

    union all

    select
        restaurant_id,
        orders_id,
        business_date,
        orders_check_id,
        orders_check_selection_id,
        parent_modifier_id,
        {{ entity_id('level.guid', ['parent_modifier_id', "'modifier'", 'position']) }} as id,
        position,
        depth,
        modifier,
        level,
        _deleted,
        _synced_at
    from (
        select *, from_json(modifier, '{{ level_type }}') as level
        from (
            select
                restaurant_id,
                orders_id,
                business_date,
                orders_check_id,
                orders_check_selection_id,
                id as parent_modifier_id,
                generate_subscripts(level.modifiers, 1) - 1 as position,
                depth + 1 as depth,
                unnest(level.modifiers) as modifier,
                _deleted,
                _synced_at
            from modifiers
            where depth < {{ max_nesting() }}
        ) as next_level
        where modifier is not null
    ) as parsed

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    orders_check_selection_id,
    parent_modifier_id,
    id,
    position,
    depth,
    from_json(modifier, '{{ modifier_type() }}') as payload,
    _deleted,
    _synced_at
from modifiers
