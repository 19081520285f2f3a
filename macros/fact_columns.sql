{#
  The parts of the views of facts: rows of toast_intermediate, which depend on their order only, with names
  and local times as configured today.

  fact_imports: the CTEs, after `facts`, the CTE of the rows. Each is read once: DuckDB materializes what is
    read twice, and then computes all columns of the view, those that a query does not ask for included.
  fact_joins: the joins of these CTEs; the views' rows are `facts`.
  check_columns: the columns of a check that every fact has, with names.
#}
{% macro fact_imports() %}
restaurants as (

    select * from {{ ref('int_restaurants') }}

),

local_days as (

    select * from {{ ref('int_local_days') }}

),

dining_options as (

    select * from {{ ref('dining_option') }}

),

services as (

    select * from {{ ref('restaurant_service') }}

),

revenue_centers as (

    select * from {{ ref('revenue_center') }}

),

service_areas as (

    select * from {{ ref('service_area') }}

),

dining_tables as (

    select * from {{ ref('tables') }}

),

servers as (

    select * from {{ ref('employee') }}

)
{% endmacro %}

{% macro fact_joins() %}
left join restaurants on facts.restaurant_id = restaurants.restaurant_id
left join local_days
    on restaurants.time_zone = local_days.time_zone
    and facts.business_date = local_days.business_date
left join dining_options
    on facts.restaurant_id = dining_options.restaurant_id
    and facts.dining_option_id = dining_options.id
left join services
    on facts.restaurant_id = services.restaurant_id and facts.restaurant_service_id = services.id
left join revenue_centers
    on facts.restaurant_id = revenue_centers.restaurant_id
    and facts.revenue_center_id = revenue_centers.id
left join service_areas
    on facts.restaurant_id = service_areas.restaurant_id
    and facts.service_area_id = service_areas.id
left join dining_tables
    on facts.restaurant_id = dining_tables.restaurant_id and facts.table_id = dining_tables.id
left join servers
    on facts.restaurant_id = servers.restaurant_id and facts.server_id = servers.id
{% endmacro %}

{% macro check_columns() %}
restaurants.restaurant_name,
    restaurants.currency_code,
    facts.sold_at,
    {{ local_time('facts.sold_at') }} as sold_at_local,
    {{ business_hour(local_time('facts.sold_at'), 'facts.business_date') }} as business_hour,
    {{ business_hour(local_time('facts.sold_at'), 'facts.business_date') }} % 24
        as hour_of_day,
    isodow(facts.business_date) as day_of_week,
    coalesce(
        services.name, case when facts.restaurant_service_id is null then 'No Service' end
    ) as service_period,
    facts.order_number,
    facts.check_number,
    facts.source,
    facts.order_channel,
    facts.channel_id,
    facts.dining_option_id,
    dining_options.name as dining_option,
    dining_options.behavior as dining_behavior,
    facts.revenue_center_id,
    revenue_centers.name as revenue_center,
    facts.service_area_id,
    service_areas.name as service_area,
    facts.table_id,
    dining_tables.name as table_name,
    facts.server_id,
    {{ employee_name('servers') }} as server_name,
    {{ employee_key('servers') }} as server_key,
    facts.approval_status,
    facts.is_deleted,
    facts.is_waste,
    facts.is_test,
    facts.is_counted,
    coalesce(facts.business_date > restaurants.current_business_date, false) as is_future
{% endmacro %}
