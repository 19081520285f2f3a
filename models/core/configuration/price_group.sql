with price_groups as (

    {{ entities('price_groups', price_group_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from price_groups
