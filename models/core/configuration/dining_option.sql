with dining_options as (

    {{ entities('dining_options', dining_option_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    payload.behavior,
    payload.curbside,
    _deleted,
    _synced_at
from dining_options
