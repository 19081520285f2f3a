with cash_drawers as (

    {{ entities('cash_drawers', cash_drawer_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    {{ toast_reference('payload.printer', 'printer') }},
    _deleted,
    _synced_at
from cash_drawers
