with published as (

    select * from {{ ref('int_published_days') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

)

select
    published.restaurant_id,
    restaurants.restaurant_name,
    published.business_date,
    restaurants.currency_code,
    published.measure,
    published.version - 1 as change_number,
    published.seen_at,
    published.seen_at at time zone restaurants.time_zone as seen_at_local,
    (published.value - published.difference)::decimal(18, 4) as old_value,
    published.value as new_value,
    published.difference
from published
left join restaurants on published.restaurant_id = restaurants.restaurant_id
where published.version > 1
