with stock_inventory as (

    {{ entities('stock_inventory', stock_inventory_type()) }}

)

select
    restaurant_id,
    id,
    payload.status,
    payload.quantity,
    payload.multiLocationId as multi_location_id,
    payload.versionId as version_id,
    payload.itemGuidValidity as item_guid_validity,
    _deleted,
    _synced_at
from stock_inventory
