with combo_items as (

    select * from {{ ref('stg_applied_discount_combo_item') }} where parent = 'check'

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    applied_discount_id as orders_check_applied_discount_id,
    id,
    position,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    _deleted,
    _synced_at
from combo_items
order by restaurant_id, business_date
