with jobs as (

    {{ entities('jobs', job_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.title,
    payload.code,
    payload.wageFrequency as wage_frequency,
    payload.defaultWage as default_wage,
    payload.tipped,
    payload.excludeFromReporting as exclude_from_reporting,
    payload.createdDate as created_date,
    payload.modifiedDate as modified_date,
    payload.deleted,
    {{ deleted_date('payload.deletedDate') }} as deleted_date,
    _deleted or coalesce(payload.deleted, false) as _deleted,
    _synced_at
from jobs
