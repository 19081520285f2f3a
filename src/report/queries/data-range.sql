/* Whether a restaurant has data of the date, and from when to when there is any. */
select
    exists(select 1 from temp.report_days where comparison = 'value') as has_data,
    min(business_date)::varchar as first_date,
    max(business_date)::varchar as last_date
from toast_marts.sales_daily
where not is_closed_day
