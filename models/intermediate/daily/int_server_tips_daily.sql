with changed_days as (

    {{ changed_days() }}

),

checks as (

    select checks.*
    from {{ ref('int_checks') }} as checks
    {{ of_changed_days('checks') }}
    where checks.is_counted

),

payments as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments', date='order_business_date') }}
    where payments.is_counted and payments.order_business_date is not null

),

refunds as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments', date='refund_business_date') }}
    where payments.is_counted and payments.refund_business_date is not null

),

movements as (

    select
        payments.restaurant_id,
        payments.order_business_date as business_date,
        payments.server_id,
        payments.tip,
        case when payments.payment_type = 'CREDIT' then payments.tip end as card_tip,
        /* The part of the payment that is net sales and tax: all of it, unless there is more on the check. */
        case
            when payments.payment_type = 'CREDIT'
                then payments.amount * (checks.sales_before_refunds + checks.tax)
                    / nullif(checks.amount_due, 0)
        end::decimal(18, 4) as card_sale,
        null as tip_refund
    from payments
    inner join checks
        on payments.restaurant_id = checks.restaurant_id
        and payments.orders_id = checks.orders_id
        and payments.orders_check_id = checks.id

    union all

    select
        restaurant_id,
        refund_business_date as business_date,
        server_id,
        null as tip,
        null as card_tip,
        null as card_sale,
        tip_refund
    from refunds

)

select
    restaurant_id,
    business_date,
    {{ derived_id(['server_id']) }} as group_id,
    server_id,
    {{ sums([
        ['tips', 'tip'],
        ['card_tips', 'card_tip'],
        ['card_sales', 'card_sale'],
        ['tip_refunds', 'tip_refund']
    ]) }}
from movements
group by restaurant_id, business_date, server_id
having tips <> 0 or card_sales <> 0 or tip_refunds <> 0
order by restaurant_id, business_date
