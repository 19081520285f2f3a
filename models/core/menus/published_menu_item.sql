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
    payload.name,
    payload.kitchenName as kitchen_name,
    payload.description,
    payload.posName as pos_name,
    payload.multiLocationId as multi_location_id,
    payload.masterId as master_id,
    payload.posButtonColorLight as pos_button_color_light,
    payload.posButtonColorDark as pos_button_color_dark,
    payload.image,
    payload.images,
    payload.visibility,
    payload.price,
    payload.pricingStrategy as pricing_strategy,
    payload.pricingRules as pricing_rules,
    payload.isDeferred as is_deferred,
    payload.isDiscountable as is_discountable,
    payload.salesCategory.guid as sales_category_id,
    payload.salesCategory.name as sales_category_name,
    payload.taxInfo as tax_info,
    payload.taxInclusion as tax_inclusion,
    payload.itemTags as item_tags,
    payload.plu,
    payload.sku,
    payload.calories,
    payload.contentAdvisories as content_advisories,
    payload.allergens,
    payload.unitOfMeasure as unit_of_measure,
    payload.portions,
    payload.modifierGroupReferences as modifier_group_references,
    payload.prepTime as prep_time,
    payload.prepStations as prep_stations,
    payload.sortOrder as sort_order,
    payload.guestCount as guest_count,
    payload.length,
    payload.height,
    payload.width,
    payload.dimensionUnitOfMeasure as dimension_unit_of_measure,
    payload.weight,
    payload.weightUnitOfMeasure as weight_unit_of_measure,
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
