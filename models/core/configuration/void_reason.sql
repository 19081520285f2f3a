with void_reasons as (

    {{ entities('void_reasons', void_reason_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from void_reasons
