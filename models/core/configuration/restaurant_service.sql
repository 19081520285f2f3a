with restaurant_services as (

    {{ entities('restaurant_services', restaurant_service_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from restaurant_services
