with modifiers as (

    select * from {{ ref('stg_modifier') }}

),

items as (

    select * from {{ ref('stg_sales_item') }}

)

select
    modifiers.restaurant_id,
    modifiers.orders_id,
    modifiers.orders_check_id,
    modifiers.orders_check_selection_id,
    modifiers.parent_modifier_id,
    modifiers.id,
    modifiers.business_date,
    modifiers.depth,
    modifiers.payload.item.guid as modifier_id,
    coalesce(modifiers.payload.item.multiLocationId, modifiers.payload.item.guid) as modifier_key,
    modifiers.payload.displayName as modifier_name,
    modifiers.payload.optionGroup.guid as option_group_id,
    modifiers.payload.preModifier.guid as pre_modifier_id,
    modifiers.payload.selectionType as selection_type,
    items.item_id,
    items.item_key,
    items.item_name,
    items.menu_group_id,
    items.sales_category_id,
    (modifiers.payload.quantity * items.modifier_multiplier)::decimal(18, 4) as quantity,
    (coalesce(modifiers.payload.preDiscountPrice, modifiers.payload.price, 0)
        * items.modifier_multiplier)::decimal(18, 4) as gross_sales,
    (coalesce(modifiers.payload.price, 0) * items.modifier_multiplier)::decimal(18, 4)
        as net_sales,
    items.is_voided or coalesce(modifiers.payload.voided, false) as is_voided,
    items.is_sold and not coalesce(modifiers.payload.voided, false) as is_sold,
    modifiers._deleted,
    modifiers._synced_at
from modifiers
inner join items
    on
        modifiers.restaurant_id = items.restaurant_id
        and modifiers.orders_id = items.orders_id
        and modifiers.orders_check_selection_id = items.id
order by modifiers.restaurant_id, modifiers.business_date
