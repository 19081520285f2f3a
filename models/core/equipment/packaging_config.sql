with packaging_config as (

    {{ entities('packaging_config', packaging_config_type()) }}

)

select
    restaurant_id,
    id,
    payload.enabled,
    payload.guestMessage as guest_message,
    payload.items,
    _deleted,
    _synced_at
from packaging_config
