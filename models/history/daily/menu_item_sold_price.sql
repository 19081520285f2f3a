with changed_days as (

    {{ changed_days() }}

),

selections as (

    select
        restaurant_id,
        business_date,
        id,
        item_id,
        display_name,
        receipt_line_price,
        created_date
    from {{ ref('orders_check_selection') }} as selections
    {{ of_changed_days('selections') }}
    where item_id is not null
        and receipt_line_price is not null
        and coalesce(selection_type, 'NONE') = 'NONE'
        and open_price_amount is null
        and not coalesce(voided, false)
        and not _deleted
        and business_date is not null
        and created_date is not null

),

sizes as (

    select
        restaurant_id,
        orders_check_selection_id,
        item_id,
        display_name,
        receipt_line_price
    from {{ ref('orders_check_selection_modifier') }} as modifiers
    {{ of_changed_days('modifiers') }}
    where option_group_pricing_mode = 'REPLACES_PRICE'

),

sales as (

    select
        selections.restaurant_id,
        selections.business_date,
        selections.item_id as menu_item_id,
        sizes.item_id as size_id,
        selections.display_name as name,
        sizes.display_name as size_name,
        coalesce(sizes.receipt_line_price, selections.receipt_line_price) as price,
        selections.created_date as sold_at,
        /* Decides between sales of one instant, so that a full refresh gives the same rows. */
        row(selections.created_date, selections.id) as position
    from selections
    left join sizes
        on selections.restaurant_id = sizes.restaurant_id
        and selections.id = sizes.orders_check_selection_id

)

select
    restaurant_id,
    business_date,
    {{ derived_id(['business_date', 'menu_item_id', 'size_id']) }} as id,
    menu_item_id,
    size_id,
    arg_max(name, position) as name,
    arg_max(size_name, position) as size_name,
    mode(price order by position) as price,
    min(sold_at) as first_sold_at,
    max(sold_at) as last_sold_at
from sales
group by restaurant_id, business_date, menu_item_id, size_id
order by restaurant_id, business_date
