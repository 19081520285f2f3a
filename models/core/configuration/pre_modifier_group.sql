with pre_modifier_groups as (

    {{ entities('pre_modifier_groups', pre_modifier_group_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.isDefault as is_default,
    _deleted,
    _synced_at
from pre_modifier_groups
