with orders as (

    select * from {{ ref('stg_order') }}

),

checks as (

    select
        orders.restaurant_id,
        orders.id as orders_id,
        unnest(orders.payload.checks) as payload,
        generate_subscripts(orders.payload.checks, 1) - 1 as position,
        orders._deleted as orders_deleted,
        orders._synced_at
    from orders

)

select
    restaurant_id,
    orders_id,
    {{ entity_id('payload.guid', ['orders_id', "'check'", 'position']) }} as id,
    position,
    payload,
    orders_deleted or coalesce(payload.deleted, false) as _deleted,
    _synced_at
from checks
where payload is not null
