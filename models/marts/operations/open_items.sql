with restaurants as (

    select * from {{ ref('int_restaurants') }}

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

checks as (

    select * from {{ ref('checks') }}

),

refunds as (

    select * from {{ ref('refunds') }}

),

shifts_worked as (

    select * from {{ ref('shifts_worked') }}

),

cash_daily as (

    select * from {{ ref('cash_daily') }}

),

cash_deposits_daily as (

    select * from {{ ref('cash_deposits_daily') }}

),

employees as (

    select * from {{ ref('employee') }}

),

/* What is not extracted is not missing. Nothing may have been sold since a day that is complete. */
days as (

    select
        restaurants.restaurant_id,
        restaurants.time_zone,
        greatest(restaurants.current_business_date, reached.complete_through + 1)
            as current_business_date,
        restaurants.current_business_date - {{ var('open_items_days') }} as earliest_date,
        reached.* exclude (complete_through)
    from restaurants
    left join (
        select
            restaurant_id as reached_id,
            max(last_complete_business_date) as complete_through,
            max(read_through) filter (where resource = 'orders') as orders_read_through,
            max(last_complete_business_date) filter (where resource = 'time_entries') as labor_through,
            max(last_complete_business_date) filter (where resource = 'cash_entries') as cash_through,
            max(last_complete_business_date) filter (where resource = 'cash_deposits')
                as deposits_through
        from completeness
        group by restaurant_id
    ) as reached on restaurants.restaurant_id = reached.reached_id

),

unsettled_checks as (

    select
        checks.restaurant_id,
        checks.business_date,
        checks.order_id,
        checks.check_id,
        checks.order_number,
        checks.check_number,
        checks.table_name,
        checks.server_id,
        checks.promised_at,
        checks.amount_due,
        checks.balance,
        checks.is_open,
        checks.approval_status,
        days.time_zone,
        days.orders_read_through,
        checks.business_date = days.current_business_date as is_today
    from checks
    inner join days on checks.restaurant_id = days.restaurant_id
    where checks.is_counted
        and (
            (checks.business_date < days.current_business_date and (checks.is_open or checks.balance < 0))
            or (checks.business_date = days.current_business_date and checks.is_scheduled)
        )

),

items as (

    select
        case when is_open then 'open_check' else 'negative_balance' end as kind,
        restaurant_id,
        business_date,
        check_id as item_id,
        balance as amount,
        server_id as employee_id,
        concat_ws(
            ', ',
            'Check ' || check_number || case when is_open then ' is not closed' else ' was paid more than is due' end,
            'order ' || order_number,
            'table ' || table_name
        ) as description
    from unsettled_checks
    where not is_today

    union all

    select
        'order_due' as kind,
        restaurant_id,
        business_date,
        order_id as item_id,
        sum(amount_due)::decimal(18, 4) as amount,
        any_value(server_id) as employee_id,
        concat_ws(
            ' ',
            'Order',
            any_value(order_number),
            'is promised for',
            strftime(min(promised_at at time zone time_zone), '%H:%M')
        ) as description
    from unsettled_checks
    where is_today
    group by restaurant_id, business_date, order_id
    having bool_or(
        is_open or approval_status = 'FUTURE' or promised_at >= coalesce(orders_read_through, promised_at)
    )

    union all

    select
        'open_time_entry' as kind,
        shifts_worked.restaurant_id,
        shifts_worked.business_date,
        shifts_worked.time_entry_id as item_id,
        null::decimal(18, 4) as amount,
        shifts_worked.employee_id,
        concat_ws(
            ' ',
            'Clocked in',
            'as ' || shifts_worked.job_title,
            strftime(shifts_worked.clocked_in_at_local, 'at %H:%M'),
            'and not out'
        ) as description
    from shifts_worked
    inner join days on shifts_worked.restaurant_id = days.restaurant_id
    where shifts_worked.is_counted
        and shifts_worked.is_open
        and shifts_worked.business_date <= days.labor_through

    union all

    select
        'drawer_not_closed' as kind,
        cash_daily.restaurant_id,
        cash_daily.business_date,
        cash_daily.cash_drawer_id as item_id,
        cash_daily.expected_deposit as amount,
        null as employee_id,
        concat_ws(' ', 'Drawer', cash_daily.cash_drawer_name, 'was not closed') as description
    from cash_daily
    inner join days on cash_daily.restaurant_id = days.restaurant_id
    where not cash_daily.is_closed
        and cash_daily.cash_drawer_id is not null
        and cash_daily.business_date between days.earliest_date and days.cash_through

    union all

    select
        'deposit_missing' as kind,
        cash_deposits_daily.restaurant_id,
        cash_deposits_daily.business_date,
        cash_deposits_daily.business_date::varchar as item_id,
        cash_deposits_daily.expected_deposit_without_floats as amount,
        null as employee_id,
        'No cash of the day was deposited' as description
    from cash_deposits_daily
    inner join days on cash_deposits_daily.restaurant_id = days.restaurant_id
    where cash_deposits_daily.deposit_count = 0
        and cash_deposits_daily.expected_deposit_without_floats > 0
        and cash_deposits_daily.business_date between days.earliest_date and days.deposits_through

    union all

    select
        'refund_without_reason' as kind,
        refunds.restaurant_id,
        refunds.business_date,
        refunds.payment_id as item_id,
        refunds.custom_amount as amount,
        refunds.server_id as employee_id,
        concat_ws(' ', 'An amount was refunded for no item or charge, check', refunds.check_number)
            as description
    from refunds
    inner join days on refunds.restaurant_id = days.restaurant_id
    where refunds.is_counted
        and refunds.custom_amount <> 0
        and refunds.business_date >= days.earliest_date

)

select
    items.kind,
    items.restaurant_id,
    restaurants.restaurant_name,
    items.business_date,
    items.item_id,
    restaurants.currency_code,
    items.amount,
    days.current_business_date - items.business_date as age_days,
    items.employee_id,
    {{ employee_name('employees') }} as employee_name,
    {{ employee_key('employees') }} as employee_key,
    items.description
from items
left join restaurants on items.restaurant_id = restaurants.restaurant_id
left join days on items.restaurant_id = days.restaurant_id
left join employees
    on items.restaurant_id = employees.restaurant_id and items.employee_id = employees.id
