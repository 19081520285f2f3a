with employees as (

    {{ entities('employees', employee_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.v2EmployeeGuid as v_2_employee_guid,
    payload.externalEmployeeId as external_employee_id,
    payload.firstName as first_name,
    payload.chosenName as chosen_name,
    payload.lastName as last_name,
    payload.email,
    payload.phoneNumber as phone_number,
    payload.phoneNumberCountryCode as phone_number_country_code,
    payload.jobReferences as job_references,
    payload.wageOverrides as wage_overrides,
    payload.createdDate as created_date,
    payload.modifiedDate as modified_date,
    payload.deleted,
    {{ deleted_date('payload.deletedDate') }} as deleted_date,
    _deleted or coalesce(payload.deleted, false) as _deleted,
    _synced_at
from employees
