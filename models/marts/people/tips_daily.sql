with sales as (

    select * from {{ ref('int_server_sales_daily') }}

),

tips as (

    select * from {{ ref('int_server_tips_daily') }}

),

shifts as (

    select * from {{ ref('shifts_worked') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

employees as (

    select * from {{ ref('employee') }}

),

movements as (

    select restaurant_id, business_date, server_id as employee_id, tips, tip_refunds
    from tips
    where tips <> 0 or tip_refunds <> 0

    union all by name

    select restaurant_id, business_date, server_id as employee_id, gratuities, gratuity_refunds
    from sales
    where gratuities <> 0 or gratuity_refunds <> 0

    union all by name

    select
        restaurant_id,
        business_date,
        employee_id,
        non_cash_tips,
        declared_cash_tips,
        tips_withheld,
        hours
    from shifts
    where is_counted

),

days as (

    select
        restaurant_id,
        business_date,
        employee_id,
        {{ sums([
            ['tips'],
            ['tip_refunds'],
            ['gratuities'],
            ['gratuity_refunds'],
            ['non_cash_tips'],
            ['declared_cash_tips'],
            ['tips_withheld'],
            ['hours']
        ]) }}
    from movements
    where business_date is not null
    group by restaurant_id, business_date, employee_id

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    {{ derived_id(['days.employee_id']) }} as group_id,
    days.employee_id,
    {{ employee_name('employees') }} as employee_name,
    {{ employee_key('employees') }} as employee_key,
    days.tips,
    days.tip_refunds,
    days.gratuities,
    days.gratuity_refunds,
    days.non_cash_tips,
    days.declared_cash_tips,
    days.tips_withheld,
    days.hours
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
left join employees
    on days.restaurant_id = employees.restaurant_id and days.employee_id = employees.id
