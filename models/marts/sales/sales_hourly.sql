with hours as (

    select * from {{ ref('int_sales_hourly') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

dining_options as (

    select * from {{ ref('dining_option') }}

),

revenue_centers as (

    select * from {{ ref('revenue_center') }}

),

services as (

    select * from {{ ref('restaurant_service') }}

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
    hours.dining_option_id,
    dining_options.name as dining_option,
    dining_options.behavior as dining_behavior,
    hours.order_channel,
    hours.revenue_center_id,
    revenue_centers.name as revenue_center,
    hours.restaurant_service_id as service_period_id,
    coalesce(
        services.name, case when hours.restaurant_service_id is null then 'No Service' end
    ) as service_period,
    hours.check_count,
    hours.guest_count,
    hours.item_quantity,
    hours.gross_sales,
    hours.discounts,
    hours.sales_before_refunds
from hours
left join restaurants on hours.restaurant_id = restaurants.restaurant_id
left join dining_options
    on hours.restaurant_id = dining_options.restaurant_id
    and hours.dining_option_id = dining_options.id
left join revenue_centers
    on hours.restaurant_id = revenue_centers.restaurant_id
    and hours.revenue_center_id = revenue_centers.id
left join services
    on hours.restaurant_id = services.restaurant_id
    and hours.restaurant_service_id = services.id
