with taxes as (

    select * from {{ ref('stg_applied_tax') }} where parent = 'service charge'

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    parent_id as orders_check_applied_service_charge_id,
    id,
    position,
    {{ applied_tax_columns() }},
    _deleted,
    _synced_at
from taxes
order by restaurant_id, business_date
