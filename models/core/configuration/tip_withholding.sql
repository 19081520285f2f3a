with tip_withholding as (

    {{ entities('tip_withholding', tip_withholding_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.enabled,
    payload.percentage,
    _deleted,
    _synced_at
from tip_withholding
