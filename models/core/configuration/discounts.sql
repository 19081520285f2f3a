with discounts as (

    {{ entities('discounts', discount_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.active,
    payload.type,
    payload.percentage,
    payload.amount,
    payload.selectionType as selection_type,
    payload.nonExclusive as non_exclusive,
    payload.itemPickingPriority as item_picking_priority,
    payload.fixedTotal as fixed_total,
    payload.promoCodes as promo_codes,
    _deleted,
    _synced_at
from discounts
