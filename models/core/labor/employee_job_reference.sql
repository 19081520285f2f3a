with job_references as (

    {{ listed(ref('employee'), 'job_references', 'employee_id', external_reference_type()) }}

)

select
    restaurant_id,
    employee_id,
    payload.guid as id,
    position,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    _deleted,
    _synced_at
from job_references
where payload.guid is not null
qualify row_number() over (partition by restaurant_id, employee_id, id order by position) = 1
