with payments as (

    select * from {{ ref('stg_payment') }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_id as orders_guid,
    orders_check_id,
    id as payment_id,
    position,
    _deleted,
    _synced_at
from payments
order by restaurant_id, business_date
