/* From when to when there is any data. */
select
    min(business_date)::varchar as first_date,
    max(business_date)::varchar as last_date
from toast_marts.sales_daily
where not is_closed_day
