/* The business date of a fact is its order's in the macros below. */
with facts as (

    select
        * exclude (business_date, order_business_date),
        business_date as paid_business_date,
        order_business_date as business_date
    from {{ ref('int_payments_taken') }}

),

{{ fact_imports() }},

payment_types as (

    select * from {{ ref('alternate_payment_types') }}

),

cash_drawers as (

    select * from {{ ref('cash_drawer') }}

),

printers as (

    select * from {{ ref('printer') }}

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
    facts.id as payment_id,
    facts.orders_check_id as check_id,
    facts.orders_id as order_id,
    facts.paid_business_date as business_date,
    facts.business_date as order_business_date,
    {{ check_columns() }},
    facts.paid_at,
    {{ local_time('facts.paid_at') }} as paid_at_local,
    facts.is_prepaid,
    facts.is_collected_later,
    facts.payment_type,
    facts.other_payment_id,
    coalesce(payment_types.name, facts.payment_type) as payment_type_name,
    facts.house_account_id,
    facts.card_type,
    facts.card_entry_mode,
    facts.cash_drawer_id,
    printers.name as cash_drawer_name,
    facts.payment_status,
    facts.is_real,
    facts.amount,
    facts.tip,
    facts.processing_fee,
    facts.mca_repayment,
    facts.refund_amount,
    facts.tip_refund,
    facts.refund_business_date,
    facts.is_voided,
    facts.voided_at,
    {{ local_time('facts.voided_at') }} as voided_at_local,
    facts.void_business_date,
    facts.void_user_id,
    {{ employee_name('void_users') }} as void_user_name,
    {{ employee_key('void_users') }} as void_user_key,
    facts.void_approver_id,
    {{ employee_name('void_approvers') }} as void_approver_name,
    {{ employee_key('void_approvers') }} as void_approver_key,
    facts.void_reason_id,
    void_reasons.name as void_reason
from facts
{{ fact_joins() }}
left join payment_types
    on facts.restaurant_id = payment_types.restaurant_id
    and facts.other_payment_id = payment_types.id
left join cash_drawers
    on facts.restaurant_id = cash_drawers.restaurant_id
    and facts.cash_drawer_id = cash_drawers.id
left join printers
    on cash_drawers.restaurant_id = printers.restaurant_id
    and cash_drawers.printer_id = printers.id
left join void_users
    on facts.restaurant_id = void_users.restaurant_id and facts.void_user_id = void_users.id
left join void_approvers
    on facts.restaurant_id = void_approvers.restaurant_id
    and facts.void_approver_id = void_approvers.id
left join void_reasons
    on facts.restaurant_id = void_reasons.restaurant_id
    and facts.void_reason_id = void_reasons.id
