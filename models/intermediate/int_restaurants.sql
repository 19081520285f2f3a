{#
  A view, because the current business date moves with every run. It is that of the last order that the facts
  have, not of the clock: the same data give the same answers.
#}
{{ config(materialized='view') }}

with restaurants as (

    select * from {{ ref('restaurant') }}

),

model_state as (

    select * from {{ source('toast_meta', 'model_state') }}

),

time_zones as (

    select distinct time_zone from {{ ref('int_local_days') }}

),

known as (

    select max(synced_through) as known_at
    from model_state
    where model = '{{ model_state_key(ref('int_checks').schema, 'int_checks') }}'

)

select
    restaurants.restaurant_id,
    coalesce(restaurants.location_name, restaurants.name) as restaurant_name,
    time_zones.time_zone,
    restaurants.closeout_hour,
    restaurants.currency_code,
    nullif(restaurants.management_group_guid, '') as management_group_id,
    (known.known_at at time zone time_zones.time_zone
        - to_hours(coalesce(restaurants.closeout_hour, 0)))::date as current_business_date
from restaurants
cross join known
left join time_zones on restaurants.time_zone = time_zones.time_zone
