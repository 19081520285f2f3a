with tables as (

    {{ entities('tables', table_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.serviceArea.guid as service_area_guid,
    payload.serviceArea.entityType as service_area_entity_type,
    payload.revenueCenter.guid as revenue_center_guid,
    payload.revenueCenter.entityType as revenue_center_entity_type,
    payload.revenueCenter.externalId as revenue_center_external_id,
    _deleted,
    _synced_at
from tables
