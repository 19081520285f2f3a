{#
  A view, because each extraction moves it: up to when the orders of a restaurant have been read, and the
  last business date whose close-out is before that.
#}
{{ config(materialized='view') }}

with windows as (

    select * from {{ source('toast_meta', 'state') }}
    where resource = 'orders'

),

restaurants as (

    select * from {{ ref('restaurant') }}

),

coverage as (

    select
        restaurant_id,
        /* Up to the first window that could not be read, where there is one. */
        least(
            max(window_end) filter (where status = 'done'),
            min(window_start) filter (where status <> 'done')
        ) as read_through,
        max(finished_at) filter (where status = 'done') as last_extracted_at
    from windows
    group by restaurant_id

)

select
    coverage.restaurant_id,
    coverage.last_extracted_at,
    (try(coverage.read_through at time zone restaurants.time_zone)
        - to_hours(coalesce(restaurants.closeout_hour, 0)))::date - 1
        as last_complete_business_date
from coverage
inner join restaurants on coverage.restaurant_id = restaurants.restaurant_id
