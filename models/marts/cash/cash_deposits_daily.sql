with drawers as (

    select * from {{ ref('int_cash_daily') }}

),

deposits as (

    select * from {{ ref('cash_deposit') }}
    where not _deleted and business_date is not null

),

undone as (

    select distinct
        restaurant_id,
        undoes as id
    from {{ ref('cash_deposit') }}
    where undoes is not null and not _deleted

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

expected as (

    select
        restaurant_id,
        business_date,
        {{ sums([
            ['expected_deposit'],
            ['floats', 'float_in'],
            ['cash_payments_without_drawer', 'cash_payments', 'cash_drawer_id is null'],
            ['cash_refunds'],
            ['driver_reimbursement'],
            ['over_short']
        ]) }}
    from drawers
    group by restaurant_id, business_date

),

/* What undoes a deposit is listed beside it with the same amount: neither is a deposit. */
actual as (

    select
        deposits.restaurant_id,
        deposits.business_date,
        {{ sums([
            ['actual_deposit', 'deposits.amount', 'undone.id is null and deposits.undoes is null']
        ]) }},
        count(*) filter (where undone.id is null and deposits.undoes is null) as deposit_count,
        count(*) filter (where undone.id is not null) as undone_deposit_count
    from deposits
    left join undone
        on deposits.restaurant_id = undone.restaurant_id and deposits.id = undone.id
    group by deposits.restaurant_id, deposits.business_date

),

days as (

    select
        restaurant_id,
        business_date,
        {{ or_zero('expected', [
            'expected_deposit', 'floats', 'cash_payments_without_drawer', 'cash_refunds',
            'driver_reimbursement', 'over_short'
        ]) }},
        {{ or_zero('actual', ['actual_deposit', 'deposit_count', 'undone_deposit_count']) }}
    from expected
    full join actual using (restaurant_id, business_date)

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    days.expected_deposit,
    days.actual_deposit,
    (days.actual_deposit - days.expected_deposit)::decimal(18, 4) as difference,
    days.floats,
    (days.expected_deposit - days.floats)::decimal(18, 4) as expected_deposit_without_floats,
    (days.actual_deposit - days.expected_deposit + days.floats)::decimal(18, 4)
        as difference_without_floats,
    days.cash_payments_without_drawer,
    days.cash_refunds,
    days.driver_reimbursement,
    days.over_short,
    days.deposit_count,
    days.undone_deposit_count
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
