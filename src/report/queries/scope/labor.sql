/* Labor cost of the date, and of the days that it is compared with. */
create or replace temp table report_labor as

select
    restaurant_id,
    business_date,
    labor_cost
from toast_marts.labor_cost_daily
where business_date in (
    $date::date,
    $date::date - 7,
    $date::date - 14,
    $date::date - 21,
    $date::date - 28,
    $date::date - 364
)
