with discounts as (

    select * from {{ ref('stg_applied_discount') }} where parent = 'selection'

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    parent_id as orders_check_selection_id,
    id,
    position,
    {{ applied_discount_columns() }},
    _deleted,
    _synced_at
from discounts
order by restaurant_id, business_date
