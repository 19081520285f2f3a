with employees as (

    select
        * replace (from_json(wage_overrides, '[{{ wage_override_type() }}]') as wage_overrides)
    from {{ ref('employee') }}

),

wage_overrides as (

    select
        restaurant_id,
        id as employee_id,
        unnest(employees.wage_overrides) as payload,
        generate_subscripts(employees.wage_overrides, 1) - 1 as position,
        _deleted,
        _synced_at
    from employees

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
where payload is not null
qualify row_number() over (partition by restaurant_id, employee_id, id order by position) = 1
