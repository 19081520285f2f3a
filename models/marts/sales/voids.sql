with facts as (

    select * from {{ ref('int_voids') }}

),

{{ fact_imports() }},

sales_categories as (

    select * from {{ ref('sale_category') }}

),

void_users as (

    select * from {{ ref('employee') }}

),

void_approvers as (

    select * from {{ ref('employee') }}

),

void_reasons as (

    select * from {{ ref('void_reason') }}

)

select
    facts.restaurant_id,
    facts.void_kind,
    facts.id as voided_id,
    facts.orders_check_id as check_id,
    facts.orders_id as order_id,
    facts.business_date,
    facts.void_business_date,
    {{ check_columns() }},
    facts.voided_at,
    {{ local_time('facts.voided_at') }} as voided_at_local,
    facts.minutes_after_order,
    facts.was_sent,
    facts.item_id,
    facts.item_key,
    facts.item_name,
    facts.sales_category_id,
    sales_categories.name as sales_category_name,
    facts.payment_type,
    facts.is_deferred,
    facts.void_reason_id as reason_id,
    void_reasons.name as reason,
    facts.void_user_id,
    {{ employee_name('void_users') }} as void_user_name,
    {{ employee_key('void_users') }} as void_user_key,
    facts.void_approver_id,
    {{ employee_name('void_approvers') }} as void_approver_name,
    {{ employee_key('void_approvers') }} as void_approver_key,
    facts.quantity,
    facts.amount_before_discounts,
    facts.amount
from facts
{{ fact_joins() }}
left join sales_categories
    on facts.restaurant_id = sales_categories.restaurant_id
    and facts.sales_category_id = sales_categories.id
left join void_users
    on facts.restaurant_id = void_users.restaurant_id and facts.void_user_id = void_users.id
left join void_approvers
    on facts.restaurant_id = void_approvers.restaurant_id
    and facts.void_approver_id = void_approvers.id
left join void_reasons
    on facts.restaurant_id = void_reasons.restaurant_id
    and facts.void_reason_id = void_reasons.id
