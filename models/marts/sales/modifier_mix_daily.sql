with modifiers as (

    select * from {{ ref('int_modifier_mix_daily') }}

),

items as (

    select * from {{ ref('int_product_mix_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

option_groups as (

    select * from {{ ref('modifier_group') }}

),

lines_sold as (

    select
        restaurant_id,
        business_date,
        item_key,
        sum(line_count)::bigint as line_count
    from items
    group by restaurant_id, business_date, item_key

)

select
    modifiers.restaurant_id,
    restaurants.restaurant_name,
    modifiers.business_date,
    restaurants.currency_code,
    modifiers.group_id,
    modifiers.modifier_key,
    modifiers.modifier_id,
    modifiers.modifier_name,
    modifiers.option_group_id,
    option_groups.name as option_group,
    modifiers.item_key,
    modifiers.item_id,
    modifiers.item_name,
    modifiers.depth,
    modifiers.quantity,
    modifiers.gross_sales,
    modifiers.net_sales,
    modifiers.item_line_count,
    lines_sold.line_count as item_lines_sold,
    modifiers.item_line_count / lines_sold.line_count as attach_rate
from modifiers
left join restaurants on modifiers.restaurant_id = restaurants.restaurant_id
left join option_groups
    on modifiers.restaurant_id = option_groups.restaurant_id
    and modifiers.option_group_id = option_groups.id
left join lines_sold
    on modifiers.restaurant_id = lines_sold.restaurant_id
    and modifiers.business_date = lines_sold.business_date
    and modifiers.item_key = lines_sold.item_key
