with changed_days as (

    {{ changed_days() }}

),

events as (

    select events.*
    from {{ ref('int_cash_events') }} as events
    {{ of_changed_days('events') }}
    where events.is_counted

),

payments as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments') }}
    where payments.is_counted
        and payments.business_date is not null
        and payments.payment_type = 'CASH'

),

refunds as (

    select payments.*
    from {{ ref('int_payments_taken') }} as payments
    {{ of_changed_days('payments', date='refund_business_date') }}
    where payments.is_counted
        and payments.refund_business_date is not null
        and payments.payment_type = 'CASH'

),

movements as (

    select
        restaurant_id,
        business_date,
        cash_drawer_id,
        coalesce(entry_type, '') as kind,
        amount,
        0 as tip,
        is_float,
        is_undone,
        undoes_id is not null as is_undoing
    from events

    union all

    select
        restaurant_id,
        business_date,
        cash_drawer_id,
        'payment' as kind,
        amount,
        tip,
        false as is_float,
        false as is_undone,
        false as is_undoing
    from payments

    union all

    select
        restaurant_id,
        refund_business_date as business_date,
        cash_drawer_id,
        'refund' as kind,
        refund_amount as amount,
        tip_refund as tip,
        false as is_float,
        false as is_undone,
        false as is_undoing
    from refunds

),

by_drawer as (

    select
        restaurant_id,
        business_date,
        cash_drawer_id,
        {{ sums([
            ['cash_payments', 'amount', "kind = 'payment'"],
            ['cash_tips', 'tip', "kind = 'payment'"],
            ['cash_refunds', 'amount', "kind = 'refund'"],
            ['cash_tip_refunds', 'tip', "kind = 'refund'"],
            ['cash_in', 'amount', "kind = 'CASH_IN'"],
            ['cash_collected', 'amount', "kind = 'CASH_COLLECTED'"],
            ['cash_out', 'amount', "kind = 'CASH_OUT'"],
            ['pay_out', 'amount', "kind = 'PAY_OUT'"],
            ['undo_pay_out', 'amount', "kind = 'UNDO_PAY_OUT'"],
            ['tip_out', 'amount', "kind = 'TIP_OUT'"],
            ['driver_reimbursement', 'amount', "kind = 'DRIVER_REIMBURSEMENT'"],
            ['overage', 'amount', "kind = 'CLOSE_OUT_OVERAGE'"],
            ['shortage', 'amount', "kind = 'CLOSE_OUT_SHORTAGE'"],
            ['float_in', 'amount', 'is_float'],
            ['entry_amount', 'amount', "kind not in ('payment', 'refund')"]
        ]) }},
        count(*) filter (where kind = 'NO_SALE')::bigint as no_sale_count,
        count(*) filter (
            where starts_with(kind, 'CLOSE_OUT_') and not is_undone and not is_undoing
        )::bigint as close_count,
        count(*) filter (where is_undone)::bigint as undone_count
    from movements
    group by restaurant_id, business_date, cash_drawer_id

),

/* Driver reimbursements, refunds and what a drawer was over or short are not in Toast's rule. */
expected as (

    select
        *,
        overage + shortage as over_short,
        cash_payments + cash_in + cash_collected + cash_out + pay_out + undo_pay_out + tip_out
            as expected_deposit
    from by_drawer

)

select
    restaurant_id,
    business_date,
    {{ derived_id(['cash_drawer_id']) }} as group_id,
    cash_drawer_id,
    cash_payments,
    cash_tips,
    cash_refunds,
    cash_tip_refunds,
    cash_in,
    cash_collected,
    cash_out,
    pay_out,
    undo_pay_out,
    tip_out,
    driver_reimbursement,
    float_in,
    overage,
    shortage,
    over_short::decimal(18, 4) as over_short,
    (
        entry_amount - cash_in - cash_collected - cash_out - pay_out - undo_pay_out - tip_out
        - driver_reimbursement - over_short
    )::decimal(18, 4) as other_amount,
    expected_deposit::decimal(18, 4) as expected_deposit,
    no_sale_count,
    close_count,
    undone_count
from expected
order by restaurant_id, business_date
