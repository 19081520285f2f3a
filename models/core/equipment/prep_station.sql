with prep_stations as (

    {{ entities('prep_stations', prep_station_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.printingMode as printing_mode,
    payload.includeWithExpediter as include_with_expediter,
    payload.expoRouting as expo_routing,
    {{ toast_reference('payload.kitchenPrinter', 'kitchen_printer') }},
    payload.connectedPrepStations as connected_prep_stations,
    _deleted,
    _synced_at
from prep_stations
