with raw_jobs as (

    select * from {{ source('raw_toast', 'jobs') }}

),

jobs as (

    select * replace (from_json(payload, '{{ job_type() }}') as payload)
    from raw_jobs

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
    removed_at is not null or coalesce(payload.deleted, false) as _deleted,
    extracted_at as _synced_at
from jobs
