with packaging_items as (

    {{ listed(ref('packaging_config'), 'items', 'packaging_config_id', packaging_item_type()) }}

)

select
    restaurant_id,
    packaging_config_id,
    {{ entity_id('payload.id', ['packaging_config_id', "'packaging item'", 'position']) }} as id,
    position,
    payload.itemTypes as item_types,
    payload.guestDisplayName as guest_display_name,
    payload.guestDescription as guest_description,
    payload.guestInclusionType as guest_inclusion_type,
    _deleted,
    _synced_at
from packaging_items
