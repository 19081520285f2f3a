with employees as (

    select
        * replace (
            from_json(job_references, '[{{ external_reference_type() }}]') as job_references
        )
    from {{ ref('employee') }}

),

job_references as (

    select
        restaurant_id,
        id as employee_id,
        unnest(employees.job_references) as payload,
        generate_subscripts(employees.job_references, 1) - 1 as position,
        _deleted,
        _synced_at
    from employees

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
