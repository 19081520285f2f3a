with shifts as (

    {{ entities('shifts', shift_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    {{ external_reference('payload.employeeReference', 'employee_reference') }},
    {{ external_reference('payload.jobReference', 'job_reference') }},
    payload.inDate as in_date,
    payload.outDate as out_date,
    payload.scheduleConfig.guid as schedule_config_id,
    payload.scheduleConfig.minBeforeClockIn as schedule_config_min_before_clock_in,
    payload.scheduleConfig.minAfterClockIn as schedule_config_min_after_clock_in,
    payload.scheduleConfig.minBeforeClockOut as schedule_config_min_before_clock_out,
    payload.scheduleConfig.minAfterClockOut as schedule_config_min_after_clock_out,
    payload.createdDate as created_date,
    payload.modifiedDate as modified_date,
    payload.deleted,
    {{ deleted_date('payload.deletedDate') }} as deleted_date,
    _deleted or coalesce(payload.deleted, false) as _deleted,
    _synced_at
from shifts
