with {{ counted_entries() }},

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

days as (

    select
        restaurant_id,
        business_date,
        {{ derived_id(['job_id']) }} as group_id,
        job_id,
        any_value(job_title) as job_title,
        bool_or(is_tipped_job) as is_tipped_job,
        {{ labor_sums() }}
    from counted
    group by restaurant_id, business_date, job_id

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    days.group_id,
    days.job_id,
    days.job_title,
    days.is_tipped_job,
    {% for name in labor_measures() %}
    days.{{ name }}{% if not loop.last %},{% endif %}

    {% endfor %}
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
