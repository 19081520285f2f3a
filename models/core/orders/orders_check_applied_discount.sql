with discounts as (

    select * from {{ ref('stg_applied_discount') }} where parent = 'check'

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    id,
    position,
    {{ applied_discount_columns() }},
    _deleted,
    _synced_at
from discounts
order by restaurant_id, business_date
