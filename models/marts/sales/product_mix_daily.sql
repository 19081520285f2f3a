with items as (

    select * from {{ ref('int_product_mix_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

menu_items as (

    select * from {{ ref('menu_item') }}

),

menu_groups as (

    select * from {{ ref('int_menu_groups') }}

),

sales_categories as (

    select * from {{ ref('sale_category') }}

)

select
    items.restaurant_id,
    restaurants.restaurant_name,
    items.business_date,
    restaurants.currency_code,
    items.group_id,
    items.item_key,
    items.item_id,
    items.item_name,
    menu_items.name as current_item_name,
    items.menu_group_id,
    menu_groups.name as menu_group_name,
    menu_groups.menu_name,
    items.sales_category_id,
    coalesce(
        sales_categories.name,
        case when items.sales_category_id is null then 'No Sales Category Assigned' end
    ) as sales_category_name,
    items.line_count,
    items.quantity_sold,
    items.gross_sales,
    items.discounts,
    items.sales_before_refunds,
    items.refunds,
    (items.sales_before_refunds - items.refunds)::decimal(18, 4) as net_sales,
    items.tax,
    items.voided_quantity,
    items.voided_gross_sales,
    items.void_amount,
    items.waste_quantity,
    (items.gross_sales / nullif(items.quantity_sold, 0))::decimal(18, 4) as average_price
from items
left join restaurants on items.restaurant_id = restaurants.restaurant_id
left join menu_items
    on items.restaurant_id = menu_items.restaurant_id and items.item_id = menu_items.id
left join menu_groups
    on items.restaurant_id = menu_groups.restaurant_id
    and items.menu_group_id = menu_groups.menu_group_id
left join sales_categories
    on items.restaurant_id = sales_categories.restaurant_id
    and items.sales_category_id = sales_categories.id
