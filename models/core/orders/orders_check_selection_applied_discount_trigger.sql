with triggers as (

    select * from {{ ref('stg_applied_discount_trigger') }} where parent = 'selection'

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    orders_check_selection_id,
    applied_discount_id as orders_check_selection_applied_discount_id,
    id,
    position,
    {{ external_reference('payload.selection', 'selection') }},
    payload.quantity,
    _deleted,
    _synced_at
from triggers
order by restaurant_id, business_date
