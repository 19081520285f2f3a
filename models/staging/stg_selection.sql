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
        from_json(
            raw_orders.payload, '{ "checks": [{ "selections": [{{ selection_type() }}] }] }'
        ).checks as checks
    from raw_orders
    inner join batch
        /* The instant tells the engine where to look: payloads of other runs are not read. */
        on raw_orders.extracted_at = batch._synced_at
        and raw_orders.restaurant_id = batch.restaurant_id
        and raw_orders.id = batch.id

),

parsed_checks as (

    select
        restaurant_id,
        orders_id,
        unnest(checks).selections as selections,
        generate_subscripts(checks, 1) - 1 as position
    from parsed

),

checks as (

    select * from {{ ref('stg_check') }}

),

selections as (

    select
        checks.restaurant_id,
        checks.orders_id,
        checks.id as orders_check_id,
        unnest(parsed_checks.selections) as payload,
        generate_subscripts(parsed_checks.selections, 1) - 1 as position,
        checks._deleted,
        checks._synced_at
    from parsed_checks
    inner join checks
        on parsed_checks.restaurant_id = checks.restaurant_id
        and parsed_checks.orders_id = checks.orders_id
        and parsed_checks.position = checks.position

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
