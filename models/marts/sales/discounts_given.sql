with facts as (

    select * from {{ ref('int_discounts_given') }}

),

{{ fact_imports() }},

discounts as (

    select * from {{ ref('discounts') }}

),

approvers as (

    select * from {{ ref('employee') }}

)

select
    facts.restaurant_id,
    facts.id as applied_discount_id,
    facts.level,
    facts.orders_check_id as check_id,
    facts.orders_id as order_id,
    facts.orders_check_selection_id as item_sale_id,
    facts.orders_check_selection_modifier_id as modifier_sale_id,
    facts.business_date,
    {{ check_columns() }},
    facts.discount_id,
    facts.discount_name,
    discounts.name as current_discount_name,
    facts.discount_type,
    facts.discount_percent,
    facts.promo_code,
    facts.loyalty_vendor,
    facts.reason_id,
    facts.reason,
    facts.reason_comment,
    facts.approver_id,
    {{ employee_name('approvers') }} as approver_name,
    {{ employee_key('approvers') }} as approver_key,
    facts.processing_state,
    facts.item_id,
    facts.item_key,
    facts.item_name,
    facts.is_deferred,
    facts.is_comp,
    facts.discount_amount,
    facts.net_discount_amount,
    facts.deferred_discount_amount
from facts
{{ fact_joins() }}
left join discounts
    on facts.restaurant_id = discounts.restaurant_id and facts.discount_id = discounts.id
left join approvers
    on facts.restaurant_id = approvers.restaurant_id and facts.approver_id = approvers.id
