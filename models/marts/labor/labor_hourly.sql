with hours as (

    select * from {{ ref('int_labor_hourly') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

jobs as (

    select * from {{ ref('job') }}

)

select
    hours.restaurant_id,
    restaurants.restaurant_name,
    hours.business_date,
    restaurants.currency_code,
    hours.group_id,
    hours.business_hour,
    hours.business_hour % 24 as hour_of_day,
    isodow(hours.business_date) as day_of_week,
    hours.job_id,
    jobs.title as job_title,
    hours.head_count,
    hours.hours,
    hours.overtime_hours,
    hours.labor_cost
from hours
left join restaurants on hours.restaurant_id = restaurants.restaurant_id
left join jobs on hours.restaurant_id = jobs.restaurant_id and hours.job_id = jobs.id
where {{ is_counted_job('jobs', 'hours.job_id') }}
