with facts as (

    select
        *,
        (non_cash_tips + declared_cash_tips - tips_withheld)::decimal(18, 4) as net_tips
    from {{ ref('int_shifts_worked') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

local_days as (

    select * from {{ ref('int_local_days') }}

),

employees as (

    select * from {{ ref('employee') }}

),

jobs as (

    select * from {{ ref('job') }}

),

shifts as (

    select * from {{ ref('shift') }}

)

select
    facts.restaurant_id,
    restaurants.restaurant_name,
    facts.id as time_entry_id,
    facts.business_date,
    restaurants.currency_code,
    facts.employee_id,
    {{ employee_name('employees') }} as employee_name,
    {{ employee_key('employees') }} as employee_key,
    facts.job_id,
    jobs.title as job_title,
    coalesce(jobs.tipped, false) as is_tipped_job,
    {{ is_salaried('jobs', 'facts.has_wage') }} as is_salaried,
    facts.has_wage,
    facts.clocked_in_at,
    {{ local_time('facts.clocked_in_at') }} as clocked_in_at_local,
    facts.clocked_out_at,
    {{ local_time('facts.clocked_out_at') }} as clocked_out_at_local,
    facts.is_open,
    facts.is_auto_clocked_out,
    facts.is_deleted,
    not facts.is_deleted and {{ is_counted_job('jobs', 'facts.job_id') }} as is_counted,
    facts.regular_hours,
    facts.overtime_hours,
    facts.hours,
    facts.paid_break_hours,
    facts.unpaid_break_hours,
    facts.missed_break_count,
    facts.waived_break_count,
    facts.hourly_wage,
    facts.regular_pay,
    facts.overtime_pay,
    facts.labor_cost,
    {{ labor_burden('facts.labor_cost') }} as burden,
    facts.non_cash_tips,
    facts.declared_cash_tips,
    facts.tips_withheld,
    facts.net_tips,
    facts.cash_sales,
    facts.non_cash_sales,
    facts.gratuities,
    (facts.net_tips / nullif(facts.hours, 0))::decimal(18, 4) as tips_per_hour,
    facts.shift_id,
    shifts.in_date as scheduled_in_at,
    {{ local_time('shifts.in_date') }} as scheduled_in_at_local,
    shifts.out_date as scheduled_out_at,
    {{ local_time('shifts.out_date') }} as scheduled_out_at_local,
    case
        when facts.is_first_of_shift
            then ((epoch_us(shifts.out_date) - epoch_us(shifts.in_date)) / 3600000000)::decimal(18, 4)
    end as scheduled_hours,
    case when facts.is_first_of_shift then date_sub('minute', shifts.in_date, facts.clocked_in_at) end
        as late_minutes,
    case when facts.is_last_of_shift then date_sub('minute', facts.clocked_out_at, shifts.out_date) end
        as early_out_minutes
from facts
left join restaurants on facts.restaurant_id = restaurants.restaurant_id
left join local_days
    on restaurants.time_zone = local_days.time_zone
    and facts.business_date = local_days.business_date
left join employees
    on facts.restaurant_id = employees.restaurant_id and facts.employee_id = employees.id
left join jobs on facts.restaurant_id = jobs.restaurant_id and facts.job_id = jobs.id
left join shifts on facts.restaurant_id = shifts.restaurant_id and facts.shift_id = shifts.id
