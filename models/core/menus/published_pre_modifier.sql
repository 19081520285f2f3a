with pre_modifier_groups as (

    select * from {{ ref('published_pre_modifier_group') }}

),

pre_modifiers as (

    {{ elements('pre_modifier_groups', 'pre_modifiers', [
        'restaurant_id', 'reference_id as pre_modifier_group_reference_id',
        'id as published_pre_modifier_group_id', '_deleted', '_synced_at'
    ], published_pre_modifier_type()) }}

)

select
    restaurant_id,
    pre_modifier_group_reference_id,
    published_pre_modifier_group_id,
    position,
    {{ entity_id(
        'payload.guid', ['pre_modifier_group_reference_id', "'pre-modifier'", 'position']
    ) }} as id,
    payload.name,
    payload.posName as pos_name,
    payload.multiLocationId as multi_location_id,
    payload.posButtonColorLight as pos_button_color_light,
    payload.posButtonColorDark as pos_button_color_dark,
    payload.fixedPrice as fixed_price,
    payload.multiplicationFactor as multiplication_factor,
    payload.displayMode as display_mode,
    payload.chargeAsExtra as charge_as_extra,
    payload.plu,
    _deleted,
    _synced_at
from pre_modifiers
