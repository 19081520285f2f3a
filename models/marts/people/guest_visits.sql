with visits as (

    select * from {{ ref('int_guest_visits') }}

),

checks as (

    select * from {{ ref('int_checks') }}

),

facts as (

    select
        checks.*,
        visits.guest_key,
        visits.guest_name,
        visits.email,
        visits.phone
    from visits
    inner join checks on visits.restaurant_id = checks.restaurant_id and visits.id = checks.id

),

{{ fact_imports() }}

select
    facts.restaurant_id,
    facts.id as check_id,
    facts.orders_id as order_id,
    facts.business_date,
    {{ check_columns() }},
    restaurants.management_group_id,
    facts.guest_key,
    facts.guest_name,
    facts.email,
    facts.phone,
    facts.is_first_check,
    facts.guest_count,
    facts.item_quantity,
    facts.sales_before_refunds,
    facts.refunds,
    (facts.sales_before_refunds - facts.refunds)::decimal(18, 4) as spend,
    facts.tips
from facts
{{ fact_joins() }}
