with menu_groups as (

    select * from {{ ref('stg_published_menu_group') }}

),

group_items as (

    {{ elements('menu_groups', 'payload.menuItems', [
        'restaurant_id', 'published_menu_id', 'id as published_menu_group_id', '_deleted',
        '_synced_at'
    ], published_item_type()) }}

),

menu_items as (

    select
        *,
        {{ entity_id('payload.guid', ['published_menu_group_id', "'item'", 'position']) }} as id
    from group_items

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
