with discounts_promo_codes as (

    {{ listed(ref('discounts'), 'promo_codes', 'discounts_id', promo_code_type()) }}

)

select
    restaurant_id,
    discounts_id,
    position,
    {{ entity_id('payload.guid', ['discounts_id', "'promo code'", 'position']) }} as id,
    payload.entityType as entity_type,
    payload.code,
    payload.name,
    payload.usageType as usage_type,
    _deleted,
    _synced_at
from discounts_promo_codes
