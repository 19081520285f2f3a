with orders as (

    {{ batch_orders('{ "selections": [' ~ selection_type() ~ '] }') }}

),

checks as (

    select * from {{ ref('stg_check') }}

),

order_checks as (

    {{ elements('orders', 'checks', ['restaurant_id', 'orders_id']) }}

),

check_selections as (

    select
        checks.restaurant_id,
        checks.orders_id,
        checks.business_date,
        checks.id as orders_check_id,
        order_checks.payload.selections as selections,
        checks._deleted,
        checks._synced_at
    from order_checks
    inner join checks
        on order_checks.restaurant_id = checks.restaurant_id
        and order_checks.orders_id = checks.orders_id
        and order_checks.position = checks.position

),

selections as (

    {{ elements('check_selections', 'selections', [
        'restaurant_id', 'orders_id', 'business_date', 'orders_check_id', '_deleted',
        '_synced_at'
    ]) }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    {{ entity_id('payload.guid', ['orders_check_id', "'selection'", 'position']) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from selections
