with alternate_payment_types as (

    {{ entities('alternate_payment_types', alternate_payment_type_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    _deleted,
    _synced_at
from alternate_payment_types
