select
    kind,
    restaurant_id,
    business_date::varchar as business_date,
    age_days::integer as age_days,
    round(amount, 2)::double as amount,
    employee,
    description
from temp.report_chase
qualify row_number() over (
    partition by restaurant_id, kind
    order by age_days desc, report_chase.amount desc nulls last, description
) <= 10
order by
    restaurant_name,
    restaurant_id,
    kind,
    report_chase.age_days desc,
    report_chase.amount desc nulls last,
    description
