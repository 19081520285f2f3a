with discounts as (

    select * from {{ ref('stg_applied_discount') }} where parent = 'modifier'

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
    {{ applied_discount_columns() }},
    payload.comboItems as combo_items,
    payload.triggers as triggers,
    _deleted,
    _synced_at
from discounts
order by restaurant_id, business_date
