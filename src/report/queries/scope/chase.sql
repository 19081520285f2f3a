/* What is open in the restaurants, and what drawers were over or short on the date. */
create or replace temp table report_chase as

with restaurants as (

    select * from temp.report_restaurants

),

open_items as (

    select * from toast_marts.open_items

),

drawers as (

    select * from toast_marts.cash_daily
    where business_date = $date::date and over_short <> 0

),

found as (

    select
        kind,
        restaurant_id,
        business_date,
        age_days,
        amount,
        employee_name as employee,
        description
    from open_items

    union all

    select
        'cash_over_short' as kind,
        drawers.restaurant_id,
        drawers.business_date,
        dates.current_business_date - drawers.business_date as age_days,
        drawers.over_short as amount,
        null as employee,
        concat_ws(
            ' ',
            'Drawer',
            drawers.cash_drawer_name,
            case when drawers.over_short > 0 then 'was over' else 'was short' end
        ) as description
    from drawers
    inner join toast_marts.dim_restaurant as dates on drawers.restaurant_id = dates.restaurant_id

)

select
    found.*,
    restaurants.restaurant_name
from found
inner join restaurants on found.restaurant_id = restaurants.restaurant_id
