with checks as (

    select * from {{ ref('stg_check') }}

),

selections as (

    select
        checks.restaurant_id,
        checks.orders_id,
        checks.id as orders_check_id,
        unnest(checks.payload.selections) as payload,
        generate_subscripts(checks.payload.selections, 1) - 1 as position,
        checks._deleted,
        checks._synced_at
    from checks

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    {{ entity_id('payload.guid', ['orders_check_id', "'selection'", 'position']) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from selections
where payload is not null
