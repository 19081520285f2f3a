with breaks as (

    {{ listed(ref('time_entry'), 'breaks', 'time_entry_id', break_type()) }}

),

/* Breaks are told apart by what is known at their start, because their end is added later. */
numbered as (

    select
        *,
        epoch_us(payload.inDate) as started_at,
        row_number() over (
            partition by restaurant_id, time_entry_id, payload.breakType.guid, payload.inDate
            order by position
        ) as ordinal
    from breaks

)

select
    restaurant_id,
    time_entry_id,
    {{ entity_id('payload.guid', [
        'time_entry_id', 'payload.breakType.guid', 'started_at', 'ordinal'
    ]) }} as id,
    position,
    {{ toast_reference('payload.breakType', 'break_type') }},
    payload.inDate as in_date,
    payload.outDate as out_date,
    payload.paid,
    payload.missed,
    payload.waived,
    payload.auditResponse as audit_response,
    _deleted,
    _synced_at
from numbered
