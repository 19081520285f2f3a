with batch as (

    select * from {{ ref('stg_order') }}

),

raw_orders as (

    select * from {{ source('raw_toast', 'orders') }}

),

parsed as (

    select
        batch.restaurant_id,
        batch.id as orders_id,
        from_json(raw_orders.payload, '{ "checks": [{{ check_type() }}] }').checks as checks,
        batch._deleted as orders_deleted,
        batch._synced_at
    from raw_orders
    inner join batch
        /* The instant tells the engine where to look: payloads of other runs are not read. */
        on raw_orders.extracted_at = batch._synced_at
        and raw_orders.restaurant_id = batch.restaurant_id
        and raw_orders.id = batch.id

),

checks as (

    select
        restaurant_id,
        orders_id,
        unnest(checks) as payload,
        generate_subscripts(checks, 1) - 1 as position,
        orders_deleted,
        _synced_at
    from parsed

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
