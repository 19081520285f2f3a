with taxes as (

    select * from {{ ref('stg_applied_tax') }} where parent = 'modifier'

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    orders_check_selection_id,
    parent_id as orders_check_selection_modifier_id,
    id,
    position,
    {{ applied_tax_columns() }},
    _deleted,
    _synced_at
from taxes
order by restaurant_id, business_date
