with days as (

    select * from {{ ref('int_cash_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

cash_drawers as (

    select * from {{ ref('cash_drawer') }}

),

printers as (

    select * from {{ ref('printer') }}

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    days.group_id,
    days.cash_drawer_id,
    printers.name as cash_drawer_name,
    days.cash_payments,
    days.cash_tips,
    days.cash_refunds,
    days.cash_tip_refunds,
    days.cash_in,
    days.cash_collected,
    days.cash_out,
    days.pay_out,
    days.undo_pay_out,
    days.tip_out,
    days.driver_reimbursement,
    days.float_in,
    days.overage,
    days.shortage,
    days.over_short,
    days.other_amount,
    days.expected_deposit,
    days.no_sale_count,
    days.close_count,
    days.close_count > 0 as is_closed,
    days.undone_count
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
left join cash_drawers
    on days.restaurant_id = cash_drawers.restaurant_id and days.cash_drawer_id = cash_drawers.id
left join printers
    on cash_drawers.restaurant_id = printers.restaurant_id
    and cash_drawers.printer_id = printers.id
