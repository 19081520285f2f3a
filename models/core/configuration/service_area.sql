with service_areas as (

    {{ entities('service_areas', service_area_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.revenueCenter.guid as revenue_center_guid,
    payload.revenueCenter.entityType as revenue_center_entity_type,
    payload.revenueCenter.externalId as revenue_center_external_id,
    _deleted,
    _synced_at
from service_areas
