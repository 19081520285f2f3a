with menus as (

    {{ entities('menus', menu_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    payload.groups,
    payload.orderableOnline as orderable_online,
    payload.visibility,
    payload.unitOfMeasure as unit_of_measure,
    payload.images,
    _deleted,
    _synced_at
from menus
