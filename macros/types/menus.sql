{# Generated from fields/menus.json by `npm run fields:types`; do not edit. #}

{% macro published_menus_type() %}
{
    "lastUpdated": "TIMESTAMPTZ", "restaurantTimeZone": "VARCHAR",
    "menus": [{{ published_menu_type() }}]
}
{% endmacro %}

{% macro published_menu_type() %}
{
    "name": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR", "masterId": "VARCHAR",
    "description": "VARCHAR", "posName": "VARCHAR", "posButtonColorLight": "VARCHAR",
    "posButtonColorDark": "VARCHAR", "highResImage": "VARCHAR", "image": "VARCHAR",
    "visibility": "JSON", "availability": "JSON", "menuGroups": ["JSON"]
}
{% endmacro %}

{% macro published_menu_group_type() %}
{
    "name": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR", "masterId": "VARCHAR",
    "description": "VARCHAR", "posName": "VARCHAR", "posButtonColorLight": "VARCHAR",
    "posButtonColorDark": "VARCHAR", "image": "VARCHAR", "visibility": "JSON", "itemTags": "JSON",
    "menuItems": "JSON"
}
{% endmacro %}

{% macro published_item_type() %}
{
    "name": "VARCHAR", "kitchenName": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR",
    "masterId": "VARCHAR", "description": "VARCHAR", "posName": "VARCHAR",
    "posButtonColorLight": "VARCHAR", "posButtonColorDark": "VARCHAR", "image": "VARCHAR",
    "visibility": "JSON", "price": "DECIMAL(18,4)", "pricingStrategy": "VARCHAR",
    "pricingRules": "JSON", "isDeferred": "BOOLEAN", "isDiscountable": "BOOLEAN",
    "salesCategory": { "name": "VARCHAR", "guid": "VARCHAR" }, "taxInfo": "JSON",
    "taxInclusion": "VARCHAR", "itemTags": "JSON", "plu": "VARCHAR", "sku": "VARCHAR",
    "calories": "BIGINT", "contentAdvisories": "JSON", "unitOfMeasure": "VARCHAR",
    "portions": "JSON", "prepTime": "BIGINT", "prepStations": "JSON",
    "modifierGroupReferences": "JSON", "eligiblePaymentAssistancePrograms": "JSON",
    "allergens": "JSON", "length": "DOUBLE", "height": "DOUBLE", "width": "DOUBLE",
    "dimensionUnitOfMeasure": "VARCHAR", "weight": "DOUBLE", "weightUnitOfMeasure": "VARCHAR",
    "images": "JSON", "guestCount": "DOUBLE", "sortOrder": "BIGINT", "catalogProductInfo": "JSON",
    "isComboParent": "BOOLEAN"
}
{% endmacro %}

{% macro published_modifier_group_type() %}
{
    "name": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR", "masterId": "VARCHAR",
    "posName": "VARCHAR", "posButtonColorLight": "VARCHAR", "posButtonColorDark": "VARCHAR",
    "visibility": "JSON", "pricingStrategy": "VARCHAR", "pricingRules": "JSON",
    "defaultOptionsChargePrice": "VARCHAR", "defaultOptionsSubstitutionPricing": "VARCHAR",
    "minSelections": "BIGINT", "maxSelections": "BIGINT", "requiredMode": "VARCHAR",
    "isMultiSelect": "BOOLEAN", "preModifierGroupReference": "BIGINT",
    "modifierOptionReferences": "JSON"
}
{% endmacro %}

{% macro published_modifier_option_type() %}
{
    "name": "VARCHAR", "kitchenName": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR",
    "masterId": "VARCHAR", "description": "VARCHAR", "posName": "VARCHAR",
    "posButtonColorLight": "VARCHAR", "posButtonColorDark": "VARCHAR", "prepStations": "JSON",
    "image": "VARCHAR", "visibility": "JSON", "price": "DECIMAL(18,4)",
    "pricingStrategy": "VARCHAR", "pricingRules": "JSON",
    "salesCategory": { "name": "VARCHAR", "guid": "VARCHAR" }, "taxInfo": "JSON",
    "modifierOptionTaxInfo": "JSON", "itemTags": "JSON", "plu": "VARCHAR", "sku": "VARCHAR",
    "calories": "BIGINT", "contentAdvisories": "JSON", "unitOfMeasure": "VARCHAR",
    "isDefault": "BOOLEAN", "allowsDuplicates": "BOOLEAN", "portions": "JSON", "prepTime": "BIGINT",
    "modifierGroupReferences": "JSON", "length": "DOUBLE", "height": "DOUBLE", "width": "DOUBLE",
    "dimensionUnitOfMeasure": "VARCHAR", "weight": "DOUBLE", "weightUnitOfMeasure": "VARCHAR",
    "images": "JSON", "guestCount": "DOUBLE", "sortOrder": "BIGINT", "allergens": "JSON"
}
{% endmacro %}

{% macro published_pre_modifier_group_type() %}
{ "name": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR", "preModifiers": "JSON" }
{% endmacro %}

{% macro published_pre_modifier_type() %}
{
    "name": "VARCHAR", "guid": "VARCHAR", "multiLocationId": "VARCHAR",
    "fixedPrice": "DECIMAL(18,4)", "multiplicationFactor": "DOUBLE", "displayMode": "VARCHAR",
    "posName": "VARCHAR", "posButtonColorLight": "VARCHAR", "posButtonColorDark": "VARCHAR",
    "chargeAsExtra": "BOOLEAN", "plu": "VARCHAR"
}
{% endmacro %}

{% macro published_tag_type() %}
{ "name": "VARCHAR", "guid": "VARCHAR" }
{% endmacro %}

{% macro published_portion_type() %}
{
    "name": "VARCHAR", "guid": "VARCHAR", "modifierGroupReferences": "JSON",
    "priceScaleFactor": "DOUBLE"
}
{% endmacro %}
