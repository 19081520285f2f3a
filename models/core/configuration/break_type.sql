with break_types as (

    {{ entities('break_types', break_type_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.active,
    payload.paid,
    payload.duration,
    payload.enforceMinimumTime as enforce_minimum_time,
    payload.trackMissedBreaks as track_missed_breaks,
    payload.breakIntervalHrs as break_interval_hrs,
    payload.breakIntervalMins as break_interval_mins,
    payload.trackBreakAcknowledgement as track_break_acknowledgement,
    _deleted,
    _synced_at
from break_types
