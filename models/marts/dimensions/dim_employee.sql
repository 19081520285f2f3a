with employees as (

    select
        *,
        {{ employee_key('employee') }} as employee_key,
        {{ employee_name('employee') }} as employee_name
    from {{ ref('employee') }} as employee

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

job_references as (

    select * from {{ ref('employee_job_reference') }}

),

jobs as (

    select * from {{ ref('job') }}

),

jobs_of_employees as (

    select
        job_references.restaurant_id,
        job_references.employee_id,
        list(distinct jobs.title order by jobs.title) as jobs
    from job_references
    inner join jobs
        on job_references.restaurant_id = jobs.restaurant_id and job_references.id = jobs.id
    where jobs.title is not null
    group by job_references.restaurant_id, job_references.employee_id

)

select
    employees.restaurant_id,
    restaurants.restaurant_name,
    employees.id as employee_id,
    employees.employee_key,
    employees.employee_name,
    coalesce(jobs_of_employees.jobs, []::varchar[]) as jobs,
    count(distinct employees.restaurant_id) over of_person as restaurant_count,
    count(*) over of_person as id_count,
    employees.external_id,
    employees.external_employee_id,
    employees.v_2_employee_guid as v_2_employee_id,
    not employees._deleted as is_active
from employees
left join restaurants on employees.restaurant_id = restaurants.restaurant_id
left join jobs_of_employees
    on employees.restaurant_id = jobs_of_employees.restaurant_id
    and employees.id = jobs_of_employees.employee_id
window of_person as (partition by employees.employee_key)
