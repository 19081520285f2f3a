{#
  From which to which business date the data of a restaurant is complete: as far as that of all resources
  that are extracted for it.
#}
{{ config(materialized='view') }}

with resources as (

    select * from {{ ref('int_completeness') }}

)

select
    restaurant_id,
    max(first_complete_business_date) filter (where is_awaited) as first_complete_business_date,
    case
        when not bool_or(is_awaited and last_complete_business_date is null)
            then min(last_complete_business_date) filter (where is_awaited)
    end as last_complete_business_date,
    any_value(expected_business_date) as expected_business_date,
    max(last_extracted_at) filter (where resource = 'orders') as orders_extracted_at,
    max(last_extracted_at) as last_extracted_at
from resources
group by restaurant_id
