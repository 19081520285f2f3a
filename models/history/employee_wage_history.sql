{{ config(alias='employee_wage') }}

with employees as (

    {{ versions('employees', employee_type()) }}

),

jobs as (

    {{ versions('jobs', job_type()) }}

),

employed as (

    select *, payload.modifiedDate as modified_date
    from employees
    where not coalesce(payload.deleted, false)

),

references_to_jobs as (

    {{ elements('employed', 'payload.jobReferences', [
        'restaurant_id', 'id as employee_id', 'modified_date', 'valid_from', 'valid_to'
    ], external_reference_type()) }}

),

overrides as (

    {{ elements('employed', 'payload.wageOverrides', [
        'restaurant_id', 'id as employee_id', 'modified_date', 'valid_from', 'valid_to'
    ], wage_override_type()) }}

),

employee_jobs as (

    select
        restaurant_id,
        employee_id,
        job_id,
        modified_date,
        valid_from,
        valid_to,
        max(wage_override) as wage_override
    from (
        select
            restaurant_id,
            employee_id,
            payload.guid as job_id,
            modified_date,
            valid_from,
            valid_to,
            null as wage_override
        from references_to_jobs
        union all by name
        select
            restaurant_id,
            employee_id,
            payload.jobReference.guid as job_id,
            modified_date,
            valid_from,
            valid_to,
            payload.wage as wage_override
        from overrides
    ) as links
    where job_id is not null
    group by all

),

/* Which version of a job applies to its employees: the first also before it was seen, the last also
   after the job was removed. */
job_wages as (

    select
        restaurant_id,
        id as job_id,
        payload.defaultWage as default_wage,
        payload.wageFrequency as wage_frequency,
        case
            when lag(valid_from) over of_job is null then '-infinity'::timestamptz else valid_from
        end as applies_from,
        coalesce(lead(valid_from) over of_job, 'infinity'::timestamptz) as applies_to
    from jobs
    window of_job as (partition by restaurant_id, id order by valid_from)

),

versions as (

    select
        employee_jobs.restaurant_id,
        employee_jobs.employee_id,
        employee_jobs.job_id,
        coalesce(employee_jobs.wage_override, job_wages.default_wage) as wage,
        employee_jobs.wage_override,
        job_wages.default_wage,
        job_wages.wage_frequency,
        employee_jobs.modified_date,
        greatest(employee_jobs.valid_from, job_wages.applies_from) as valid_from,
        case
            when job_wages.applies_to < coalesce(employee_jobs.valid_to, 'infinity'::timestamptz)
                then job_wages.applies_to
            else employee_jobs.valid_to
        end as valid_to
    from employee_jobs
    left join job_wages
        on
            employee_jobs.restaurant_id = job_wages.restaurant_id
            and employee_jobs.job_id = job_wages.job_id
            and employee_jobs.valid_from < job_wages.applies_to
            and coalesce(employee_jobs.valid_to, 'infinity'::timestamptz) > job_wages.applies_from

)

{{ periods(
    'versions',
    ['restaurant_id', 'employee_id', 'job_id'],
    ['wage', 'wage_override', 'default_wage', 'wage_frequency'],
    first=['modified_date']
) }}
