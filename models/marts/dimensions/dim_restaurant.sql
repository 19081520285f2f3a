with restaurants as (

    select * from {{ ref('restaurant') }}

),

dates as (

    select * from {{ ref('int_restaurants') }}

),

coverage as (

    select * from {{ ref('int_complete_days') }}

)

select
    restaurants.restaurant_id,
    dates.restaurant_name,
    restaurants.name,
    restaurants.location_name,
    restaurants.location_code,
    restaurants.management_group_guid as management_group_id,
    restaurants.time_zone,
    restaurants.closeout_hour,
    restaurants.currency_code,
    restaurants.city,
    restaurants.state_code,
    restaurants.country,
    restaurants.first_business_date,
    dates.current_business_date,
    coverage.first_complete_business_date,
    coverage.last_complete_business_date,
    coverage.expected_business_date,
    coverage.orders_extracted_at as last_extracted_at,
    restaurants.schedules,
    not restaurants._deleted and not coalesce(restaurants.archived, false) as is_active
from restaurants
inner join dates on restaurants.restaurant_id = dates.restaurant_id
left join coverage on restaurants.restaurant_id = coverage.restaurant_id
