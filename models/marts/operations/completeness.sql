with resources as (

    select * from {{ ref('int_completeness') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

)

select
    resources.restaurant_id,
    restaurants.restaurant_name,
    resources.resource,
    resources.is_awaited,
    resources.is_awaited
    and coalesce(resources.last_complete_business_date < resources.expected_business_date, true)
        as is_behind,
    resources.first_complete_business_date,
    resources.last_complete_business_date,
    resources.expected_business_date,
    resources.read_from,
    resources.read_through,
    resources.last_extracted_at,
    resources.windows_done,
    resources.windows_failed,
    resources.windows_skipped,
    resources.rejected_count,
    resources.reason
from resources
left join restaurants on resources.restaurant_id = restaurants.restaurant_id
