with menu_option_groups as (

    {{ entities('menu_option_groups', menu_option_group_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    payload.options,
    payload.minSelections as min_selections,
    payload.maxSelections as max_selections,
    _deleted,
    _synced_at
from menu_option_groups
