with selections as (

    select * from {{ ref('stg_selection') }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    id,
    position,
    {{ selection_columns() }},
    {{ refund_columns('payload.refundDetails') }},
    _deleted,
    _synced_at
from selections
order by restaurant_id, business_date
