{#
  The offset of each time zone of a restaurant by business date, for macros/local_time.sql: from local midnight
  for two days. The dates around a change of the clock are left out, so the offset is that of all instants.
#}
{{ config(materialized='table') }}

with restaurants as (

    select * from {{ ref('restaurant') }}

),

/* Only zones that DuckDB knows: it fails to convert to any other. */
time_zones as (

    select name as time_zone
    from pg_timezone_names()
    where name in (select time_zone from restaurants)

),

days as (

    select unnest(range(date '2015-01-01', date '2036-01-01', interval 1 day))::date as business_date

),

local_days as (

    select
        time_zones.time_zone,
        days.business_date,
        days.business_date::timestamp at time zone time_zones.time_zone as starts_at,
        (days.business_date + 2)::timestamp at time zone time_zones.time_zone as ends_at
    from time_zones
    cross join days

)

select
    time_zone,
    business_date,
    starts_at,
    ends_at,
    epoch_us(business_date::timestamp) - epoch_us(starts_at) as utc_offset_us
from local_days
where epoch_us(ends_at) - epoch_us(starts_at) = 2 * 86400000000
order by time_zone, business_date
