with revenue_centers as (

    {{ entities('revenue_centers', revenue_center_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.description,
    _deleted,
    _synced_at
from revenue_centers
