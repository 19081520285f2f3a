with menu_groups as (

    select
        *,
        from_json(payload.menuItems, '[{{ published_item_type() }}]') as menu_items
    from {{ ref('stg_published_menu_group') }}

),

listed as (

    select
        restaurant_id,
        published_menu_id,
        id as published_menu_group_id,
        generate_subscripts(menu_items, 1) - 1 as position,
        unnest(menu_items) as payload,
        _deleted,
        _synced_at
    from menu_groups

),

menu_items as (

    select
        *,
        {{ entity_id('payload.guid', ['published_menu_group_id', "'item'", 'position']) }} as id
    from listed
    where payload is not null

)

select
    restaurant_id,
    published_menu_id,
    published_menu_group_id,
    id,
    position,
    {{ published_sold_columns() }},
    payload.isDeferred as is_deferred,
    payload.isDiscountable as is_discountable,
    payload.taxInclusion as tax_inclusion,
    payload.eligiblePaymentAssistancePrograms as eligible_payment_assistance_programs,
    payload.catalogProductInfo as catalog_product_info,
    payload.isComboParent as is_combo_parent,
    _deleted,
    _synced_at
from menu_items
qualify
    row_number() over (
        partition by restaurant_id, published_menu_id, published_menu_group_id, id
        order by position
    ) = 1
