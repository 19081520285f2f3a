with menu_items as (

    select * from {{ ref('menu_item') }}

),

published_items as (

    select * from {{ ref('published_menu_item') }}

),

menu_groups as (

    select * from {{ ref('published_menu_group') }}

),

menus as (

    select * from {{ ref('published_menu') }}

),

tags as (

    select * from {{ ref('published_menu_item_tag') }}

),

stock as (

    select * from {{ ref('stock_inventory') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

sold as (

    select
        restaurant_id,
        item_id,
        max_by(item_key, business_date) as item_key,
        max_by(item_name, business_date) as item_name,
        min(business_date) filter (where quantity_sold > 0) as first_sold,
        max(business_date) filter (where quantity_sold > 0) as last_sold
    from {{ ref('int_product_mix_daily') }}
    where item_id is not null
    group by restaurant_id, item_id

),

tags_of_items as (

    select
        restaurant_id,
        published_menu_item_id,
        list(distinct name order by name) as tags
    from tags
    where not _deleted
    group by restaurant_id, published_menu_item_id

),

/* An item can be in several groups and menus, with the price of the first. */
published as (

    select
        items.restaurant_id,
        items.id as item_id,
        max(items.multi_location_id)::varchar as item_key,
        min_by(items.name, items.position) as name,
        list(distinct menus.name order by menus.name) as menu_names,
        list(distinct menu_groups.name order by menu_groups.name) as group_names,
        max(items.sales_category_id) as sales_category_id,
        max(items.sales_category_name) as sales_category_name,
        any_value(tags_of_items.tags) as tags,
        min_by(items.price, (items.position, items.published_menu_group_id)) as price,
        min_by(items.pricing_strategy, (items.position, items.published_menu_group_id))
            as pricing_strategy,
        max(items.plu) as plu,
        max(items.sku) as sku,
        bool_or(items.is_deferred) as is_deferred
    from published_items as items
    left join menu_groups
        on items.restaurant_id = menu_groups.restaurant_id
        and items.published_menu_id = menu_groups.published_menu_id
        and items.published_menu_group_id = menu_groups.id
    left join menus
        on items.restaurant_id = menus.restaurant_id and items.published_menu_id = menus.id
    left join tags_of_items
        on items.restaurant_id = tags_of_items.restaurant_id
        and items.id = tags_of_items.published_menu_item_id
    where not items._deleted
    group by items.restaurant_id, items.id

),

ids as (

    select restaurant_id, id as item_id from menu_items
    union
    select restaurant_id, item_id from published
    union
    select restaurant_id, item_id from sold

)

select
    ids.restaurant_id,
    restaurants.restaurant_name,
    ids.item_id,
    coalesce(published.item_key, sold.item_key, ids.item_id) as item_key,
    coalesce(published.name, menu_items.name, sold.item_name) as item_name,
    published.menu_names,
    published.group_names,
    published.sales_category_id,
    published.sales_category_name,
    published.tags,
    restaurants.currency_code,
    published.price,
    published.pricing_strategy,
    coalesce(published.plu, menu_items.plu) as plu,
    coalesce(published.sku, menu_items.sku) as sku,
    coalesce(published.is_deferred, false) as is_deferred,
    published.item_id is not null as is_published,
    not coalesce(menu_items._deleted, published.item_id is null) as is_active,
    sold.first_sold,
    sold.last_sold,
    coalesce(stock.status = 'OUT_OF_STOCK', false) as is_86d
from ids
left join restaurants on ids.restaurant_id = restaurants.restaurant_id
left join menu_items
    on ids.restaurant_id = menu_items.restaurant_id and ids.item_id = menu_items.id
left join published
    on ids.restaurant_id = published.restaurant_id and ids.item_id = published.item_id
left join sold on ids.restaurant_id = sold.restaurant_id and ids.item_id = sold.item_id
left join stock
    on ids.restaurant_id = stock.restaurant_id
    and ids.item_id = stock.id
    and not stock._deleted
