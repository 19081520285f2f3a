with orders as (

    {{ batch_orders(check_type()) }}

),

checks as (

    {{ elements('orders', 'checks', [
        'restaurant_id', 'orders_id', 'business_date', 'orders_deleted', '_synced_at'
    ]) }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    {{ entity_id('payload.guid', ['orders_id', "'check'", 'position']) }} as id,
    position,
    payload,
    orders_deleted or coalesce(payload.deleted, false) as _deleted,
    _synced_at
from checks
