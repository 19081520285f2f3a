select
    kind,
    restaurant_id,
    check_number,
    strftime(report_exceptions.at, '%Y-%m-%d %H:%M') as at,
    employee,
    approver,
    description,
    reason,
    round(amount, 2)::double as amount
from temp.report_exceptions
qualify row_number() over (
    partition by restaurant_id, kind
    order by report_exceptions.amount desc nulls last, report_exceptions.at, check_number, description
) <= 10
order by
    restaurant_name,
    restaurant_id,
    kind,
    report_exceptions.amount desc nulls last,
    report_exceptions.at,
    check_number,
    description
