with printers as (

    {{ entities('printers', printer_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from printers
