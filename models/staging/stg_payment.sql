{{ config(materialized='ephemeral') }}

with checks as (

    select * from {{ ref('stg_check') }}

),

payments as (

    select
        checks.restaurant_id,
        checks.orders_id,
        checks.id as orders_check_id,
        unnest(checks.payload.payments) as payload,
        generate_subscripts(checks.payload.payments, 1) - 1 as position,
        checks._deleted,
        checks._synced_at
    from checks

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    {{ entity_id('payload.guid', ['orders_check_id', "'payment'", 'position']) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from payments
where payload is not null
