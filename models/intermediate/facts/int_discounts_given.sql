with discounts as (

    select * from {{ ref('stg_applied_discount') }}

),

checks as (

    select * from {{ ref('stg_sales_check') }}

),

items as (

    select * from {{ ref('stg_sales_item') }}

),

/* Toast spreads discounts on a check over its items; what falls on gift cards is not taken off sales. */
by_check as (

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        sum(gross_sales) as gross_sales,
        sum(check_discounts) filter (where is_deferred) / nullif(sum(check_discounts), 0)
            as deferred_share
    from items
    where not is_voided
    group by restaurant_id, orders_id, orders_check_id

),

discounts_of_checks as (

    select
        discounts.restaurant_id,
        discounts.orders_id,
        discounts.orders_check_id,
        discounts.orders_check_selection_id,
        case when discounts.parent = 'modifier' then discounts.parent_id end
            as orders_check_selection_modifier_id,
        discounts.id,
        discounts.business_date,
        {{ sales_check_columns('checks') | replace(
            'checks.is_counted',
            'checks.is_counted and coalesce(items.is_sold, true) and '
            ~ is_valid_discount('discounts.payload.processingState') ~ ' as is_counted'
        ) }},
        case when discounts.parent = 'selection' then 'item' else discounts.parent end as level,
        discounts.payload.discount.guid as discount_id,
        discounts.payload.name as discount_name,
        discounts.payload.discountType as discount_type,
        discounts.payload.discountPercent as discount_percent,
        discounts.payload.appliedPromoCode as promo_code,
        discounts.payload.loyaltyDetails.vendor as loyalty_vendor,
        discounts.payload.appliedDiscountReason.discountReason.guid as reason_id,
        discounts.payload.appliedDiscountReason.name as reason,
        discounts.payload.appliedDiscountReason.comment as reason_comment,
        discounts.payload.approver.guid as approver_id,
        discounts.payload.processingState as processing_state,
        items.item_id,
        items.item_key,
        items.item_name,
        coalesce(items.is_deferred, false) as is_deferred,
        coalesce(discounts.payload.discountAmount, 0) as discount_amount,
        {{ net_discount('discounts.payload') }} as net_discount_amount,
        case
            when items.is_deferred then 1
            when discounts.parent = 'check' then coalesce(by_check.deferred_share, 0)
            else 0
        end as deferred_share,
        case discounts.parent
            when 'check' then by_check.gross_sales
            when 'selection' then items.gross_sales
        end as discounted_amount,
        discounts._deleted,
        discounts._synced_at
    from discounts
    inner join checks
        on discounts.restaurant_id = checks.restaurant_id
        and discounts.orders_id = checks.orders_id
        and discounts.orders_check_id = checks.orders_check_id
    left join items
        on discounts.restaurant_id = items.restaurant_id
        and discounts.orders_id = items.orders_id
        and discounts.orders_check_selection_id = items.id
    left join by_check
        on discounts.restaurant_id = by_check.restaurant_id
        and discounts.orders_id = by_check.orders_id
        and discounts.orders_check_id = by_check.orders_check_id

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    orders_check_selection_id,
    orders_check_selection_modifier_id,
    id,
    business_date,
    {{ sales_check_columns('discounts_of_checks') }},
    level,
    discount_id,
    discount_name,
    discount_type,
    discount_percent,
    promo_code,
    loyalty_vendor,
    reason_id,
    reason,
    reason_comment,
    approver_id,
    processing_state,
    item_id,
    item_key,
    item_name,
    is_deferred,
    discount_amount::decimal(18, 4) as discount_amount,
    net_discount_amount::decimal(18, 4) as net_discount_amount,
    (net_discount_amount * deferred_share)::decimal(18, 4) as deferred_discount_amount,
    coalesce(discount_percent = 100, false)
    or coalesce(net_discount_amount > 0 and net_discount_amount = discounted_amount, false)
        as is_comp,
    _deleted,
    _synced_at
from discounts_of_checks
order by restaurant_id, business_date
