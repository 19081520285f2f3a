with orders as (

    select * from {{ ref('stg_order') }}

),

checks as (

    select * from {{ ref('stg_check') }}

),

selections as (

    select * from {{ ref('stg_selection') }}

),

/* Toast sends marketplaceFacilitatorTaxInfo to nobody; the taxes of the items say it. */
marketplace_orders as (

    select distinct
        restaurant_id,
        orders_id
    from selections
    where len(list_filter(
        payload.appliedTaxes, lambda applied: applied.facilitatorCollectAndRemitTax
    )) > 0

),

flagged as (

    select
        checks.restaurant_id,
        checks.orders_id,
        checks.business_date,
        checks.id as orders_check_id,
        checks.position,
        orders.payload.openedDate as sold_at,
        checks.payload.openedDate as opened_at,
        checks.payload.paidDate as paid_at,
        checks.payload.closedDate as closed_at,
        orders.payload.promisedDate as promised_at,
        orders.payload.displayNumber as order_number,
        checks.payload.displayNumber as check_number,
        checks.payload.tabName as tab_name,
        orders.payload.source as source,
        marketplace_orders.orders_id is not null as is_marketplace,
        orders.payload.channelGuid as channel_id,
        orders.payload.diningOption.guid as dining_option_id,
        from_json(
            orders.payload.restaurantService, '{{ external_reference_type() }}'
        ).guid as restaurant_service_id,
        orders.payload.revenueCenter.guid as revenue_center_id,
        orders.payload.serviceArea.guid as service_area_id,
        orders.payload."table".guid as table_id,
        orders.payload.server.guid as server_id,
        checks.payload.openedBy.guid as opened_by_id,
        orders.payload.numberOfGuests as number_of_guests,
        orders.payload.approvalStatus as approval_status,
        checks.payload.paymentStatus as payment_status,
        checks.payload.amount as amount,
        checks.payload.taxAmount as tax,
        coalesce(
            {{ business_date('checks.payload.voidBusinessDate') }},
            {{ business_date('orders.payload.voidBusinessDate') }}
        ) as void_business_date,
        checks._deleted as is_deleted,
        coalesce(orders.payload.voided, false) or coalesce(checks.payload.voided, false)
            as is_voided,
        coalesce(orders.payload.excessFood, false) as is_waste,
        coalesce(orders.payload.createdInTestMode, false) as is_test,
        checks._deleted,
        checks._synced_at
    from checks
    inner join orders
        on checks.restaurant_id = orders.restaurant_id and checks.orders_id = orders.id
    left join marketplace_orders
        on
            checks.restaurant_id = marketplace_orders.restaurant_id
            and checks.orders_id = marketplace_orders.orders_id

),

/* A check for guests, voided or not: Toast counts open orders and those that wait for approval. */
in_scope as (

    select
        *,
        {{ is_in_scope('flagged') }} as is_in_scope
    from flagged

),

counted as (

    select
        *,
        is_in_scope and not is_voided as is_counted,
        case
            when source in ('In Store', 'Order-and-Pay-at-Table', 'Toast Pay', 'Toast Tables')
                then 'In store'
            when source in (
                'Online', 'Branded Online Ordering', 'Branded Mobile App', 'Toast Local',
                'Toast Pickup App', 'Google', 'eCommerce Online ordering'
            ) then 'Online'
            when source = 'Kiosk' then 'Kiosk'
            when source = 'Caller Id' then 'Phone'
            when source in ('Catering', 'Catering Online Ordering') then 'Catering'
            when source = 'Invoice' then 'Invoice'
            when source = 'Grubhub' or (source = 'API' and is_marketplace) then 'Third party'
            when source = 'API' then 'API'
            else 'Other'
        end as order_channel
    from in_scope

)

select
    *,
    count(*) filter (where is_counted) over (partition by restaurant_id, orders_id) > 1 as is_split,
    is_counted
    and row_number() over (
        partition by restaurant_id, orders_id, is_counted
        order by opened_at nulls last, position, orders_check_id
    ) = 1 as is_first_check
from counted
