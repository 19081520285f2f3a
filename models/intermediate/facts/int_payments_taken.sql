with payments as (

    select * from {{ ref('stg_sales_payment') }}

),

checks as (

    select * exclude (server_id, is_counted), is_counted as is_check_counted
    from {{ ref('stg_sales_check') }}

),

payments_of_checks as (

    select
        checks.* exclude (
            restaurant_id, orders_id, orders_check_id, business_date, void_business_date, is_voided,
            payment_status, amount, paid_at, _deleted, _synced_at
        ),
        payments.*,
        checks.is_check_counted and payments.is_real as is_counted
    from payments
    inner join checks
        on payments.restaurant_id = checks.restaurant_id
        and payments.orders_id = checks.orders_id
        and payments.orders_check_id = checks.orders_check_id

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    id,
    paid_business_date as business_date,
    order_business_date,
    {{ sales_check_columns('payments_of_checks') }},
    paid_at,
    coalesce(paid_business_date < order_business_date, false) as is_prepaid,
    coalesce(paid_business_date > order_business_date, false) as is_collected_later,
    payment_type,
    other_payment_id,
    house_account_id,
    card_type,
    card_entry_mode,
    cash_drawer_id,
    payment_status,
    is_real,
    amount,
    tip,
    processing_fee,
    mca_repayment,
    refund_amount,
    tip_refund,
    refund_business_date,
    is_voided,
    voided_at,
    void_business_date,
    void_user_id,
    void_approver_id,
    void_reason_id,
    _deleted,
    _synced_at
from payments_of_checks
order by restaurant_id, business_date
