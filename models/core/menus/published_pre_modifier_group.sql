with pre_modifier_groups as (

    {{ published_map('preModifierGroupReferences', published_pre_modifier_group_type()) }}

)

select
    restaurant_id,
    reference_id,
    {{ entity_id('payload.guid', ["'pre-modifier group'", 'reference_id']) }} as id,
    payload.name,
    payload.multiLocationId as multi_location_id,
    payload.preModifiers as pre_modifiers,
    _deleted,
    _synced_at
from pre_modifier_groups
