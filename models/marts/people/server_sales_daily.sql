with sales as (

    select * from {{ ref('int_server_sales_daily') }}

),

tips as (

    select * from {{ ref('int_server_tips_daily') }}

),

dining_options as (

    select * from {{ ref('dining_option') }}

),

shifts as (

    select * from {{ ref('shifts_worked') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

servers as (

    select * from {{ ref('employee') }}

),

movements as (

    select
        sales.* exclude (group_id, dining_option_id, timed_check_count, minutes_open),
        case when dining_options.behavior = 'DINE_IN' then sales.timed_check_count end
            as turn_count,
        case when dining_options.behavior = 'DINE_IN' then sales.minutes_open end as turn_minutes
    from sales
    left join dining_options
        on sales.restaurant_id = dining_options.restaurant_id
        and sales.dining_option_id = dining_options.id

    union all by name

    select restaurant_id, business_date, server_id, tips, card_tips, card_sales
    from tips
    where tips <> 0 or card_sales <> 0

),

days as (

    select
        restaurant_id,
        business_date,
        server_id,
        {% for count in [
            'order_count', 'check_count', 'sales_check_count', 'guest_count', 'turn_count',
            'turn_minutes', 'void_count'
        ] %}
        coalesce(sum({{ count }}), 0)::bigint as {{ count }},
        {% endfor %}
        {{ sums([
            ['item_quantity'],
            ['gross_sales'],
            ['discounts'],
            ['sales_before_refunds'],
            ['refunds'],
            ['void_quantity'],
            ['void_amount'],
            ['tips'],
            ['card_tips'],
            ['card_sales']
        ]) }}
    from movements
    group by restaurant_id, business_date, server_id

),

hours as (

    select
        restaurant_id,
        business_date,
        employee_id,
        sum(hours)::decimal(18, 4) as hours
    from shifts
    where is_counted
    group by restaurant_id, business_date, employee_id

)

select
    days.restaurant_id,
    restaurants.restaurant_name,
    days.business_date,
    restaurants.currency_code,
    {{ derived_id(['days.server_id']) }} as group_id,
    days.server_id,
    {{ employee_name('servers') }} as server_name,
    {{ employee_key('servers') }} as server_key,
    days.order_count,
    days.check_count,
    days.sales_check_count,
    days.guest_count,
    days.item_quantity,
    days.gross_sales,
    days.discounts,
    days.sales_before_refunds,
    days.refunds,
    (days.sales_before_refunds - days.refunds)::decimal(18, 4) as net_sales,
    days.void_count,
    days.void_quantity,
    days.void_amount,
    days.tips,
    days.card_tips,
    days.card_sales,
    days.turn_count,
    days.turn_minutes,
    coalesce(hours.hours, 0) as hours,
    {% for who in ['server', 'restaurant'] %}
    {% for measure in ['gross_sales', 'discounts', 'void_amount'] %}
    coalesce(sum(days.{{ measure }}) over four_weeks_of_{{ who }}, 0)::decimal(18, 4)
        as {{ who }}_four_week_{{ measure }}{% if not (loop.last and who == 'restaurant') %},{% endif %}

    {% endfor %}
    {% endfor %}
from days
left join restaurants on days.restaurant_id = restaurants.restaurant_id
left join servers
    on days.restaurant_id = servers.restaurant_id and days.server_id = servers.id
left join hours
    on days.restaurant_id = hours.restaurant_id
    and days.business_date = hours.business_date
    and days.server_id = hours.employee_id
/* The 28 business dates before the day. That of the restaurant has the rows of all its servers. */
window
    four_weeks_of_server as (
        partition by days.restaurant_id, days.server_id order by days.business_date
        range between interval 28 days preceding and interval 1 day preceding
    ),
    four_weeks_of_restaurant as (
        partition by days.restaurant_id order by days.business_date
        range between interval 28 days preceding and interval 1 day preceding
    )
