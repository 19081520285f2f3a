with changed_days as (

    {{ changed_days() }}

),

discounts as (

    select discounts.*
    from {{ ref('int_discounts_given') }} as discounts
    {{ of_changed_days('discounts') }}
    where discounts.is_counted

),

/* A discount or reason can be renamed within a day; only those that are not configured go by name. */
grouped as (

    select
        *,
        case when discount_id is null then discount_name end as open_discount_name,
        case when reason_id is null then reason end as open_reason
    from discounts

)

select
    restaurant_id,
    business_date,
    {{ derived_id([
        'discount_id', 'open_discount_name', 'reason_id', 'open_reason', 'approver_id'
    ]) }} as group_id,
    discount_id,
    max(discount_name) as discount_name,
    reason_id,
    max(reason) as reason,
    approver_id,
    count(*) as discount_count,
    count(*) filter (where is_comp) as comp_count,
    count(distinct orders_check_id) as check_count,
    sum(discount_amount)::decimal(18, 4) as discount_amount,
    sum(net_discount_amount)::decimal(18, 4) as net_discount_amount,
    sum(deferred_discount_amount)::decimal(18, 4) as deferred_discount_amount,
    coalesce(sum(net_discount_amount) filter (where is_comp), 0)::decimal(18, 4) as comp_amount
from grouped
group by
    restaurant_id,
    business_date,
    discount_id,
    open_discount_name,
    reason_id,
    open_reason,
    approver_id
order by restaurant_id, business_date
