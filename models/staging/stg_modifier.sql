with recursive selections as (

    select * from {{ ref('stg_selection') }}

),

modifiers as (

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        orders_check_selection_id,
        parent_modifier_id,
        {{ entity_id('payload.guid', ['orders_check_selection_id', "'modifier'", 'position']) }} as id,
        position,
        depth,
        payload,
        _deleted,
        _synced_at
    from (
        select
            restaurant_id,
            orders_id,
            orders_check_id,
            id as orders_check_selection_id,
            null::varchar as parent_modifier_id,
            generate_subscripts(payload.modifiers, 1) - 1 as position,
            1 as depth,
            from_json(unnest(payload.modifiers), '{{ modifier_type() }}') as payload,
            _deleted,
            _synced_at
        from selections
    ) as first_level
    where first_level.payload is not null

    union all

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        orders_check_selection_id,
        parent_modifier_id,
        {{ entity_id('payload.guid', ['parent_modifier_id', "'modifier'", 'position']) }} as id,
        position,
        depth,
        payload,
        _deleted,
        _synced_at
    from (
        select
            restaurant_id,
            orders_id,
            orders_check_id,
            orders_check_selection_id,
            id as parent_modifier_id,
            generate_subscripts(modifiers.payload.modifiers, 1) - 1 as position,
            depth + 1 as depth,
            from_json(unnest(modifiers.payload.modifiers), '{{ modifier_type() }}') as payload,
            _deleted,
            _synced_at
        from modifiers
    ) as next_level
    where next_level.payload is not null

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    orders_check_selection_id,
    parent_modifier_id,
    id,
    position,
    depth,
    payload,
    _deleted,
    _synced_at
from modifiers
