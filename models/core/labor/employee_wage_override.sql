with wage_overrides as (

    {{ listed(ref('employee'), 'wage_overrides', 'employee_id', wage_override_type()) }}

)

select
    restaurant_id,
    employee_id,
    {{ entity_id('payload.jobReference.guid', [
        'employee_id', "'wage override'", 'position'
    ]) }} as id,
    position,
    payload.jobReference.entityType as entity_type,
    payload.jobReference.externalId as external_id,
    payload.wage,
    _deleted,
    _synced_at
from wage_overrides
qualify row_number() over (partition by restaurant_id, employee_id, id order by position) = 1
