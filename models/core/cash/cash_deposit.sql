with raw_cash_deposits as (

    select * from {{ source('raw_toast', 'cash_deposits') }}

),

cash_deposits as (

    select * replace (from_json(payload, '{{ cash_deposit_type() }}') as payload)
    from raw_cash_deposits

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.amount,
    payload.date,
    payload.undoes,
    {{ external_reference('payload.employee', 'employee') }},
    {{ toast_reference('payload.creator', 'creator') }},
    removed_at is not null as _deleted,
    extracted_at as _synced_at
from cash_deposits
