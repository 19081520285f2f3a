with menu_items as (

    {{ entities('menu_items', menu_item_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    payload.type,
    payload.plu,
    payload.sku,
    payload.calories,
    payload.optionGroups as option_groups,
    payload.inheritOptionGroups as inherit_option_groups,
    payload.orderableOnline as orderable_online,
    payload.visibility,
    payload.unitOfMeasure as unit_of_measure,
    payload.inheritUnitOfMeasure as inherit_unit_of_measure,
    payload.images,
    _deleted,
    _synced_at
from menu_items
