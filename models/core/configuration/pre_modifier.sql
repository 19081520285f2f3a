with pre_modifiers as (

    {{ entities('pre_modifiers', pre_modifier_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    {{ toast_reference('payload.parent', 'parent') }},
    payload.scalePrice as scale_price,
    payload.basePrice as base_price,
    payload.scaleFactor as scale_factor,
    payload.displayMode as display_mode,
    payload.chargeAsExtra as charge_as_extra,
    _deleted,
    _synced_at
from pre_modifiers
