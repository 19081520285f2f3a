/* Pairs of numbers that are equal if nothing is lost or counted twice, for each check or restaurant. */
with restaurants as (

    select * from temp.report_restaurants

),

titles (position, name, title) as (

    values
    (1, 'payments', 'Payments and what was due on closed checks'),
    (2, 'checks', 'Checks and the sales of the day'),
    (3, 'items', 'Items with service charges and the sales of the day'),
    (4, 'hours', 'Hours and the sales of the day'),
    (5, 'products', 'The product mix and the items sold'),
    (6, 'refunds', 'Refunds and those of the day'),
    (7, 'servers', 'Servers and the net sales of the day'),
    (8, 'tenders', 'Payments taken and the tenders of the day'),
    (9, 'cash', 'Cash in drawers and cash payments'),
    (10, 'drawers', 'Cash entries and what drawers were over or short'),
    (11, 'labor', 'Time entries and the labor cost of the day'),
    (12, 'labor_hours', 'Labor cost by hour and of the day')

),

checks as (

    select
        restaurant_id,
        check_id,
        check_number,
        order_number,
        payment_status,
        sales_before_refunds,
        service_charges,
        amount_due
    from toast_marts.checks
    where business_date = $date::date and is_counted

),

item_sales as (

    select
        restaurant_id,
        net_sales
    from toast_marts.item_sales
    where business_date = $date::date and is_sold

),

sales as (

    select
        restaurant_id,
        sales_before_refunds,
        refunds,
        net_sales
    from temp.report_sales
    where business_date = $date::date

),

labor as (

    select
        restaurant_id,
        labor_cost
    from temp.report_labor
    where business_date = $date::date

),

payments_by_tender as (

    select
        restaurant_id,
        payment_type,
        amount
    from toast_marts.payments_daily
    where business_date = $date::date

),

drawers as (

    select
        restaurant_id,
        cash_payments,
        over_short
    from toast_marts.cash_daily
    where business_date = $date::date

),

/* Those of the checks of the date, and those that count on the date. */
payments as (

    select
        restaurant_id,
        check_id,
        order_business_date = $date::date and is_real as is_of_checks,
        business_date = $date::date and is_counted as is_of_day,
        amount
    from toast_marts.payments_taken
    where order_business_date = $date::date or business_date = $date::date

),

payments_of_checks as (

    select
        restaurant_id,
        check_id,
        sum(amount) as amount
    from payments
    where is_of_checks
    group by restaurant_id, check_id

),

/* What counts for the left side has no number on the right, and the other way round. */
sides as (

    select
        'payments' as name,
        checks.restaurant_id,
        checks.check_id,
        concat_ws(' ', 'Check', checks.check_number, 'of order', checks.order_number) as label,
        coalesce(payments_of_checks.amount, 0) as left_amount,
        checks.amount_due as right_amount
    from checks
    left join payments_of_checks
        on checks.restaurant_id = payments_of_checks.restaurant_id
        and checks.check_id = payments_of_checks.check_id
    where checks.payment_status = 'CLOSED'

    union all

    select 'checks', restaurant_id, null, null, sales_before_refunds, 0 from checks
    union all
    select 'checks', restaurant_id, null, null, 0, sales_before_refunds from sales

    union all

    select 'items', restaurant_id, null, null, net_sales, 0 from item_sales
    union all
    select 'items', restaurant_id, null, null, service_charges, 0 from checks
    union all
    select 'items', restaurant_id, null, null, 0, sales_before_refunds from sales

    union all

    select 'hours', restaurant_id, null, null, sales_before_refunds, 0 from toast_marts.sales_hourly
    where business_date = $date::date
    union all
    select 'hours', restaurant_id, null, null, 0, sales_before_refunds from sales

    union all

    select 'products', restaurant_id, null, null, sales_before_refunds, 0 from toast_marts.product_mix_daily
    where business_date = $date::date
    union all
    select 'products', restaurant_id, null, null, 0, net_sales from item_sales

    union all

    select 'refunds', restaurant_id, null, null, sales_refunds, 0 from toast_marts.refunds
    where business_date = $date::date and is_counted
    union all
    select 'refunds', restaurant_id, null, null, 0, refunds from sales

    union all

    select 'servers', restaurant_id, null, null, sales_before_refunds - refunds, 0
    from toast_intermediate.int_server_sales_daily
    where business_date = $date::date
    union all
    select 'servers', restaurant_id, null, null, 0, net_sales from sales

    union all

    select 'tenders', restaurant_id, null, null, amount, 0 from payments where is_of_day
    union all
    select 'tenders', restaurant_id, null, null, 0, amount from payments_by_tender

    union all

    select 'cash', restaurant_id, null, null, cash_payments, 0 from drawers
    union all
    select 'cash', restaurant_id, null, null, 0, amount from payments_by_tender where payment_type = 'CASH'

    union all

    select 'drawers', restaurant_id, null, null, amount, 0 from toast_marts.cash_events
    where business_date = $date::date
        and is_counted
        and entry_type in ('CLOSE_OUT_OVERAGE', 'CLOSE_OUT_SHORTAGE')
    union all
    select 'drawers', restaurant_id, null, null, 0, over_short from drawers

    union all

    select 'labor', restaurant_id, null, null, labor_cost, 0 from toast_marts.shifts_worked
    where business_date = $date::date and is_counted
    union all
    select 'labor', restaurant_id, null, null, 0, labor_cost from labor

    union all

    select 'labor_hours', restaurant_id, null, null, labor_cost, 0 from toast_marts.labor_hourly
    where business_date = $date::date
    union all
    select 'labor_hours', restaurant_id, null, null, 0, labor_cost from labor

),

/* Each check, and each restaurant. */
pairs as (

    select
        sides.name,
        restaurants.currency,
        sides.restaurant_id,
        coalesce(sides.label, restaurants.restaurant_name) as label,
        sum(sides.left_amount) as left_amount,
        sum(sides.right_amount) as right_amount,
        sum(sides.left_amount) - sum(sides.right_amount) as difference
    from sides
    inner join restaurants on sides.restaurant_id = restaurants.restaurant_id
    /* What is not extracted proves nothing. */
    where case sides.name
        when 'labor' then restaurants.has_labor
        when 'labor_hours' then restaurants.has_labor
        when 'drawers' then restaurants.has_cash
        else true
    end
    group by
        sides.name,
        restaurants.currency,
        sides.restaurant_id,
        restaurants.restaurant_name,
        sides.check_id,
        sides.label

),

identities as (

    select
        name,
        currency,
        sum(left_amount) as left_amount,
        sum(right_amount) as right_amount,
        sum(difference) as difference,
        count(*) filter (where difference <> 0) as off_count,
        list(
            {restaurant_id: restaurant_id, label: label, difference: round(difference, 2)::double}
            order by abs(difference) desc, restaurant_id, label
        ) filter (where difference <> 0)
            as off
    from pairs
    group by name, currency

)

select
    titles.name,
    titles.title,
    identities.currency,
    round(identities.left_amount, 2)::double as left,
    round(identities.right_amount, 2)::double as right,
    round(identities.difference, 2)::double as difference,
    identities.off_count::integer as off_count,
    coalesce(list_slice(identities.off, 1, 10), []) as off
from titles
inner join identities on titles.name = identities.name
order by titles.position, identities.currency
