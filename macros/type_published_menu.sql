{#
  The shapes of published menus (definitions of menus.yaml); see type_order.sql. Groups below a menu
  or group stay JSON, because they nest to any depth.
#}
{% macro published_menus_type() %}
{
    "lastUpdated": "TIMESTAMPTZ",
    "restaurantTimeZone": "VARCHAR",
    "menus": [{{ published_menu_type() }}]
}
{% endmacro %}

{% macro published_menu_type() %}
{
    "guid": "VARCHAR",
    "name": "VARCHAR",
    "description": "VARCHAR",
    "posName": "VARCHAR",
    "multiLocationId": "VARCHAR",
    "masterId": "VARCHAR",
    "posButtonColorLight": "VARCHAR",
    "posButtonColorDark": "VARCHAR",
    "highResImage": "VARCHAR",
    "image": "VARCHAR",
    "visibility": "JSON",
    "availability": "JSON",
    "menuGroups": ["JSON"]
}
{% endmacro %}

{% macro published_menu_group_type() %}
{
    "guid": "VARCHAR",
    "name": "VARCHAR",
    "description": "VARCHAR",
    "posName": "VARCHAR",
    "multiLocationId": "VARCHAR",
    "masterId": "VARCHAR",
    "posButtonColorLight": "VARCHAR",
    "posButtonColorDark": "VARCHAR",
    "image": "VARCHAR",
    "visibility": "JSON",
    "itemTags": "JSON",
    "menuItems": "JSON"
}
{% endmacro %}

{% macro published_item_type() %}
{
    {{ published_sold_type() }},
    "isDeferred": "BOOLEAN",
    "isDiscountable": "BOOLEAN",
    "taxInclusion": "VARCHAR",
    "eligiblePaymentAssistancePrograms": "JSON",
    "catalogProductInfo": "JSON",
    "isComboParent": "BOOLEAN"
}
{% endmacro %}

{% macro published_modifier_group_type() %}
{
    "guid": "VARCHAR",
    "name": "VARCHAR",
    "posName": "VARCHAR",
    "multiLocationId": "VARCHAR",
    "masterId": "VARCHAR",
    "posButtonColorLight": "VARCHAR",
    "posButtonColorDark": "VARCHAR",
    "visibility": "JSON",
    "pricingStrategy": "VARCHAR",
    "pricingRules": "JSON",
    "defaultOptionsChargePrice": "VARCHAR",
    "defaultOptionsSubstitutionPricing": "VARCHAR",
    "minSelections": "BIGINT",
    "maxSelections": "BIGINT",
    "requiredMode": "VARCHAR",
    "isMultiSelect": "BOOLEAN",
    "preModifierGroupReference": "BIGINT",
    "modifierOptionReferences": "JSON"
}
{% endmacro %}

{% macro published_modifier_option_type() %}
{
    {{ published_sold_type() }},
    "isDefault": "BOOLEAN",
    "allowsDuplicates": "BOOLEAN",
    "modifierOptionTaxInfo": "JSON"
}
{% endmacro %}

{% macro published_pre_modifier_group_type() %}
{
    "guid": "VARCHAR",
    "name": "VARCHAR",
    "multiLocationId": "VARCHAR",
    "preModifiers": "JSON"
}
{% endmacro %}

{% macro published_pre_modifier_type() %}
{
    "guid": "VARCHAR",
    "name": "VARCHAR",
    "posName": "VARCHAR",
    "multiLocationId": "VARCHAR",
    "posButtonColorLight": "VARCHAR",
    "posButtonColorDark": "VARCHAR",
    "fixedPrice": "DECIMAL(18,4)",
    "multiplicationFactor": "DOUBLE",
    "displayMode": "VARCHAR",
    "chargeAsExtra": "BOOLEAN",
    "plu": "VARCHAR"
}
{% endmacro %}

{% macro published_tag_type() %}
{ "guid": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro published_portion_type() %}
{
    "guid": "VARCHAR",
    "name": "VARCHAR",
    "priceScaleFactor": "DOUBLE",
    "modifierGroupReferences": "JSON"
}
{% endmacro %}
