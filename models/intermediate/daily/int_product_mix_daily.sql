with changed_days as (

    {{ changed_days() }}

),

items as (

    select
        items.*,
        items.business_date as booked_on,
        'sale' as booking
    from {{ ref('int_item_sales') }} as items
    {{ of_changed_days('items') }}
    where items.business_date is not null

),

/* A refund is booked on its own date, which can be another one. */
refunded_items as (

    select
        items.*,
        items.refunded_on as booked_on,
        'refund' as booking
    from {{ ref('int_item_sales') }} as items
    {{ of_changed_days('items', date='refunded_on') }}
    where items.is_sold and items.is_refunded and items.refunded_on is not null

),

booked as (

    select
        *,
        booking = 'sale' and is_sold as is_sale,
        booking = 'sale' and is_voided and not is_deferred and {{ is_in_scope('rows') }} as is_void,
        booking = 'sale' and is_waste and not is_voided and not is_deleted and not is_test
            as is_discarded,
        booking = 'refund' as is_refund
    from (
        select * from items
        union all
        select * from refunded_items
    ) as rows

)

select
    restaurant_id,
    booked_on as business_date,
    {{ derived_id([product_key('booked'), 'menu_group_id', 'sales_category_id']) }} as group_id,
    {{ product_key('booked') }} as item_key,
    menu_group_id,
    sales_category_id,
    max(item_id) as item_id,
    max_by(item_name, sold_at) as item_name,
    count(*) filter (where is_sale) as line_count,
    {{ sums([
        ['quantity_sold', 'quantity', 'is_sale'],
        ['gross_sales', 'gross_sales', 'is_sale'],
        ['discounts', 'discounts', 'is_sale'],
        ['sales_before_refunds', 'net_sales', 'is_sale'],
        ['refunds', 'refunds', 'is_refund'],
        ['tax', 'tax', 'is_sale'],
        ['void_amount', 'net_sales', 'is_void'],
        ['voided_quantity', 'quantity', 'is_void'],
        ['voided_gross_sales', 'gross_sales', 'is_void'],
        ['waste_quantity', 'waste_quantity', 'is_discarded']
    ]) }}
from booked
where is_sale or is_void or is_discarded or is_refund
group by restaurant_id, booked_on, {{ product_key('booked') }}, menu_group_id, sales_category_id
order by restaurant_id, business_date
