with options as (

    select * from {{ ref('published_modifier_option') }}

),

links as (

    select * from {{ ref('published_modifier_group_option') }}

),

option_groups as (

    select * from {{ ref('published_modifier_group') }}

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
        modifier_id,
        max_by(modifier_key, business_date) as modifier_key,
        max_by(modifier_name, business_date) as modifier_name,
        min(business_date) as first_sold,
        max(business_date) as last_sold
    from {{ ref('int_modifier_mix_daily') }}
    where modifier_id is not null
    group by restaurant_id, modifier_id

),

groups_of_options as (

    select
        links.restaurant_id,
        links.published_modifier_option_id as modifier_id,
        list(distinct option_groups.name order by option_groups.name) as option_group_names
    from links
    inner join option_groups
        on links.restaurant_id = option_groups.restaurant_id
        and links.published_modifier_group_id = option_groups.id
    where not links._deleted and not option_groups._deleted
    group by links.restaurant_id, links.published_modifier_option_id

),

/* An option can have several references, one for each price that it has in a group. */
published as (

    select
        restaurant_id,
        id as modifier_id,
        max(multi_location_id)::varchar as modifier_key,
        min_by(name, reference_id) as name,
        max(sales_category_id) as sales_category_id,
        max(sales_category_name) as sales_category_name,
        min_by(price, reference_id) as price,
        min_by(pricing_strategy, reference_id) as pricing_strategy,
        max(plu) as plu,
        max(sku) as sku
    from options
    where not _deleted
    group by restaurant_id, id

),

ids as (

    select restaurant_id, modifier_id from published
    union
    select restaurant_id, modifier_id from sold

)

select
    ids.restaurant_id,
    restaurants.restaurant_name,
    ids.modifier_id,
    coalesce(published.modifier_key, sold.modifier_key, ids.modifier_id) as modifier_key,
    coalesce(published.name, sold.modifier_name) as modifier_name,
    groups_of_options.option_group_names,
    published.sales_category_id,
    published.sales_category_name,
    restaurants.currency_code,
    published.price,
    published.pricing_strategy,
    published.plu,
    published.sku,
    published.modifier_id is not null as is_active,
    sold.first_sold,
    sold.last_sold,
    coalesce(stock.status = 'OUT_OF_STOCK', false) as is_86d
from ids
left join restaurants on ids.restaurant_id = restaurants.restaurant_id
left join published
    on ids.restaurant_id = published.restaurant_id and ids.modifier_id = published.modifier_id
left join sold on ids.restaurant_id = sold.restaurant_id and ids.modifier_id = sold.modifier_id
left join groups_of_options
    on ids.restaurant_id = groups_of_options.restaurant_id
    and ids.modifier_id = groups_of_options.modifier_id
left join stock
    on ids.restaurant_id = stock.restaurant_id
    and ids.modifier_id = stock.id
    and not stock._deleted
