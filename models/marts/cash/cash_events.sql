with events as (

    select * from {{ ref('int_cash_events') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

local_days as (

    select * from {{ ref('int_local_days') }}

),

cash_drawers as (

    select * from {{ ref('cash_drawer') }}

),

printers as (

    select * from {{ ref('printer') }}

),

payout_reasons as (

    select * from {{ ref('payout_reason') }}

),

no_sale_reasons as (

    select * from {{ ref('no_sale_reason') }}

),

creators as (

    select * from {{ ref('employee') }}

),

approvers as (

    select * from {{ ref('employee') }}

),

first_employees as (

    select * from {{ ref('employee') }}

),

second_employees as (

    select * from {{ ref('employee') }}

)

select
    events.restaurant_id,
    events.id as cash_entry_id,
    restaurants.restaurant_name,
    events.business_date,
    restaurants.currency_code,
    events.occurred_at,
    {{ local_time('events.occurred_at') }} as occurred_at_local,
    events.entry_type,
    events.amount,
    events.reason,
    events.payout_reason_id,
    payout_reasons.name as payout_reason,
    events.no_sale_reason_id,
    no_sale_reasons.name as no_sale_reason,
    events.cash_drawer_id,
    printers.name as cash_drawer_name,
    events.creator_id,
    {{ employee_name('creators') }} as creator_name,
    {{ employee_key('creators') }} as creator_key,
    events.approver_id,
    {{ employee_name('approvers') }} as approver_name,
    {{ employee_key('approvers') }} as approver_key,
    events.employee_1_id,
    {{ employee_name('first_employees') }} as employee_1_name,
    {{ employee_key('first_employees') }} as employee_1_key,
    events.employee_2_id,
    {{ employee_name('second_employees') }} as employee_2_name,
    {{ employee_key('second_employees') }} as employee_2_key,
    events.is_undone,
    events.undone_by_id,
    events.undoes_id,
    events.is_float,
    events.is_deleted,
    events.is_counted
from events
left join restaurants on events.restaurant_id = restaurants.restaurant_id
left join local_days
    on restaurants.time_zone = local_days.time_zone
    and events.business_date = local_days.business_date
left join cash_drawers
    on events.restaurant_id = cash_drawers.restaurant_id
    and events.cash_drawer_id = cash_drawers.id
left join printers
    on cash_drawers.restaurant_id = printers.restaurant_id
    and cash_drawers.printer_id = printers.id
left join payout_reasons
    on events.restaurant_id = payout_reasons.restaurant_id
    and events.payout_reason_id = payout_reasons.id
left join no_sale_reasons
    on events.restaurant_id = no_sale_reasons.restaurant_id
    and events.no_sale_reason_id = no_sale_reasons.id
left join creators
    on events.restaurant_id = creators.restaurant_id and events.creator_id = creators.id
left join approvers
    on events.restaurant_id = approvers.restaurant_id and events.approver_id = approvers.id
left join first_employees
    on events.restaurant_id = first_employees.restaurant_id
    and events.employee_1_id = first_employees.id
left join second_employees
    on events.restaurant_id = second_employees.restaurant_id
    and events.employee_2_id = second_employees.id
