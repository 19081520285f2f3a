with payout_reasons as (

    {{ entities('payout_reasons', payout_reason_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from payout_reasons
