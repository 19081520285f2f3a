with cash_deposits as (

    {{ entities('cash_deposits', cash_deposit_type(), ['business_date']) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.amount,
    business_date,
    payload.date,
    payload.undoes,
    {{ external_reference('payload.employee', 'employee') }},
    {{ toast_reference('payload.creator', 'creator') }},
    _deleted,
    _synced_at
from cash_deposits
