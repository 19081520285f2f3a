with orders as (

    select * from {{ ref('stg_order') }}

),

order_checks as (

    select * from {{ ref('stg_check') }}

),

checks as (

    select * from {{ ref('stg_sales_check') }}

),

items as (

    select * from {{ ref('stg_sales_item') }} where is_voided

),

payments as (

    select * from {{ ref('stg_sales_payment') }} where is_voided

),

voided as (

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        id,
        'item' as kind,
        gross_sales as amount_before_discounts,
        net_sales as amount,
        quantity,
        item_id,
        item_key,
        item_name,
        sales_category_id,
        null as payment_type,
        is_deferred,
        void_reason_id,
        null as void_user_id,
        null as void_approver_id,
        void_business_date,
        ordered_at as entered_at,
        voided_at,
        fulfillment_status not in ('NEW', 'HOLD') as was_sent
    from items

    union all

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        id,
        'payment' as kind,
        amount as amount_before_discounts,
        amount,
        null as quantity,
        null as item_id,
        null as item_key,
        null as item_name,
        null as sales_category_id,
        payment_type,
        false as is_deferred,
        void_reason_id,
        void_user_id,
        void_approver_id,
        void_business_date,
        paid_at as entered_at,
        voided_at,
        null as was_sent
    from payments

),

voids as (

    select
        voided.*,
        checks.business_date,
        {{ sales_check_columns('checks') | replace(
            'checks.is_counted', 'checks.is_in_scope and not voided.is_deferred as is_counted'
        ) }},
        case
            when voided.kind = 'payment' then 'payment'
            when coalesce(orders.payload.voided, false) then 'order'
            when coalesce(order_checks.payload.voided, false) then 'check'
            else 'item'
        end as void_kind,
        case
            when voided.kind = 'payment' then voided.voided_at
            else coalesce(
                voided.voided_at, order_checks.payload.voidDate, orders.payload.voidDate
            )
        end as void_at,
        checks._deleted,
        checks._synced_at
    from voided
    inner join checks
        on voided.restaurant_id = checks.restaurant_id
        and voided.orders_id = checks.orders_id
        and voided.orders_check_id = checks.orders_check_id
    inner join order_checks
        on voided.restaurant_id = order_checks.restaurant_id
        and voided.orders_id = order_checks.orders_id
        and voided.orders_check_id = order_checks.id
    inner join orders
        on voided.restaurant_id = orders.restaurant_id and voided.orders_id = orders.id
    where not checks.is_deleted and not checks.is_waste and not checks.is_test

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    id,
    business_date,
    {{ sales_check_columns('voids') }},
    void_kind,
    amount_before_discounts,
    amount,
    quantity,
    item_id,
    item_key,
    item_name,
    sales_category_id,
    payment_type,
    is_deferred,
    void_reason_id,
    void_user_id,
    void_approver_id,
    void_business_date,
    void_at as voided_at,
    date_sub('minute', coalesce(entered_at, sold_at), void_at) as minutes_after_order,
    was_sent,
    _deleted,
    _synced_at
from voids
order by restaurant_id, business_date
