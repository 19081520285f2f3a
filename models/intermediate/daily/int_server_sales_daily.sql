with changed_days as (

    {{ changed_days() }}

),

checks as (

    select checks.*
    from {{ ref('int_checks') }} as checks
    {{ of_changed_days('checks') }}
    where checks.business_date is not null

),

items as (

    select
        items.*,
        items.is_voided and not items.is_deferred and {{ is_in_scope('items') }} as is_void
    from {{ ref('int_item_sales') }} as items
    {{ of_changed_days('items') }}

),

refunds as (

    select refunds.*
    from {{ ref('int_refunds') }} as refunds
    {{ of_changed_days('refunds') }}
    where refunds.is_counted and refunds.business_date is not null

),

items_of_checks as (

    select
        restaurant_id,
        orders_id,
        orders_check_id,
        bool_or(is_sold) as has_sold_item,
        count(*) filter (where is_void) as void_count,
        {{ sums([['void_quantity', 'quantity', 'is_void'], ['void_amount', 'net_sales', 'is_void']]) }}
    from items
    where is_sold or is_void
    group by restaurant_id, orders_id, orders_check_id

),

movements as (

    select
        checks.restaurant_id,
        checks.business_date,
        checks.server_id,
        checks.dining_option_id,
        count(*) filter (where checks.is_first_check) as order_count,
        count(*) filter (where checks.is_counted) as check_count,
        count(*) filter (where checks.is_counted and items_of_checks.has_sold_item)
            as sales_check_count,
        sum(checks.guest_count) filter (where checks.is_counted) as guest_count,
        sum(checks.item_quantity) filter (where checks.is_counted) as item_quantity,
        sum(checks.gross_sales) filter (where checks.is_counted) as gross_sales,
        sum(checks.discounts) filter (where checks.is_counted) as discounts,
        sum(checks.sales_before_refunds) filter (where checks.is_counted) as sales_before_refunds,
        sum(checks.gratuities) filter (where checks.is_counted) as gratuities,
        count(checks.minutes_open) filter (where checks.is_counted) as timed_check_count,
        sum(checks.minutes_open) filter (where checks.is_counted) as minutes_open,
        sum(items_of_checks.void_count) as void_count,
        sum(items_of_checks.void_quantity) as void_quantity,
        sum(items_of_checks.void_amount) as void_amount
    from checks
    left join items_of_checks
        on checks.restaurant_id = items_of_checks.restaurant_id
        and checks.orders_id = items_of_checks.orders_id
        and checks.id = items_of_checks.orders_check_id
    where checks.is_counted or items_of_checks.void_count > 0
    group by checks.restaurant_id, checks.business_date, checks.server_id, checks.dining_option_id

    union all by name

    select
        restaurant_id,
        business_date,
        server_id,
        dining_option_id,
        sum(item_refunds + service_charge_refunds + custom_amount) as refunds,
        sum(gratuity_refunds) as gratuity_refunds
    from refunds
    group by restaurant_id, business_date, server_id, dining_option_id

)

select
    restaurant_id,
    business_date,
    {{ derived_id(['server_id', 'dining_option_id']) }} as group_id,
    server_id,
    dining_option_id,
    {% for count in [
        'order_count', 'check_count', 'sales_check_count', 'guest_count', 'timed_check_count',
        'minutes_open', 'void_count'
    ] %}
    coalesce(sum({{ count }}), 0)::bigint as {{ count }},
    {% endfor %}
    {{ sums([
        ['item_quantity'],
        ['gross_sales'],
        ['discounts'],
        ['sales_before_refunds'],
        ['refunds'],
        ['gratuities'],
        ['gratuity_refunds'],
        ['void_quantity'],
        ['void_amount']
    ]) }}
from movements
group by restaurant_id, business_date, server_id, dining_option_id
order by restaurant_id, business_date
