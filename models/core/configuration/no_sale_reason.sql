with no_sale_reasons as (

    {{ entities('no_sale_reasons', no_sale_reason_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from no_sale_reasons
