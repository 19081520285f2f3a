{# Generated from fields/configuration.json by `npm run fields:types`; do not edit. #}

{% macro alternate_payment_type_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro break_type_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "active": "BOOLEAN",
    "paid": "BOOLEAN", "duration": "BIGINT", "enforceMinimumTime": "BOOLEAN",
    "trackMissedBreaks": "BOOLEAN", "breakIntervalHrs": "BIGINT", "breakIntervalMins": "BIGINT",
    "trackBreakAcknowledgement": "BOOLEAN"
}
{% endmacro %}

{% macro cash_drawer_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "printer": {{ toast_reference_type() }} }
{% endmacro %}

{% macro dining_option_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "behavior": "VARCHAR", "curbside": "BOOLEAN"
}
{% endmacro %}

{% macro discount_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "active": "BOOLEAN",
    "type": "VARCHAR", "percentage": "DOUBLE", "amount": "DECIMAL(18,4)",
    "selectionType": "VARCHAR", "nonExclusive": "BOOLEAN", "itemPickingPriority": "VARCHAR",
    "fixedTotal": "DECIMAL(18,4)", "promoCodes": "JSON"
}
{% endmacro %}

{% macro menu_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "orderableOnline": "VARCHAR", "visibility": "VARCHAR", "groups": "JSON", "images": "JSON",
    "unitOfMeasure": "VARCHAR"
}
{% endmacro %}

{% macro menu_group_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "menu": {{ external_reference_type() }}, "orderableOnline": "VARCHAR", "visibility": "VARCHAR",
    "parent": "JSON", "items": "JSON", "subgroups": "JSON", "optionGroups": "JSON",
    "inheritOptionGroups": "BOOLEAN", "images": "JSON", "unitOfMeasure": "VARCHAR",
    "inheritUnitOfMeasure": "BOOLEAN"
}
{% endmacro %}

{% macro menu_item_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "calories": "BIGINT", "sku": "VARCHAR", "plu": "VARCHAR", "orderableOnline": "VARCHAR",
    "visibility": "VARCHAR", "type": "VARCHAR", "optionGroups": "JSON",
    "inheritOptionGroups": "BOOLEAN", "images": "JSON", "unitOfMeasure": "VARCHAR",
    "inheritUnitOfMeasure": "BOOLEAN"
}
{% endmacro %}

{% macro menu_option_group_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "options": "JSON", "minSelections": "BIGINT", "maxSelections": "BIGINT"
}
{% endmacro %}

{% macro no_sale_reason_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro payout_reason_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro pre_modifier_group_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "isDefault": "BOOLEAN" }
{% endmacro %}

{% macro pre_modifier_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "scalePrice": "BOOLEAN",
    "basePrice": "DECIMAL(18,4)", "scaleFactor": "DOUBLE", "displayMode": "VARCHAR",
    "parent": {{ toast_reference_type() }}, "chargeAsExtra": "BOOLEAN"
}
{% endmacro %}

{% macro price_group_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro printer_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro restaurant_service_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro revenue_center_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "description": "VARCHAR" }
{% endmacro %}

{% macro sales_category_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro service_area_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR",
    "revenueCenter": {{ external_reference_type() }}
}
{% endmacro %}

{% macro service_charge_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "amountType": "VARCHAR", "amount": "DECIMAL(18,4)", "percent": "DOUBLE",
    "criteria": {
        "minCheckAmount": "DECIMAL(18,4)", "delivery": "BOOLEAN", "maxCheckAmount": "DECIMAL(18,4)",
        "minDeliveryDistance": "DOUBLE", "takeout": "BOOLEAN", "dineIn": "BOOLEAN"
    },
    "gratuity": "BOOLEAN", "taxable": "BOOLEAN", "applicableTaxes": "JSON",
    "serviceChargeCalculation": "VARCHAR", "destination": "VARCHAR", "taxInclusive": "BOOLEAN",
    "taxProrated": "BOOLEAN"
}
{% endmacro %}

{% macro table_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR",
    "serviceArea": {{ toast_reference_type() }}, "revenueCenter": {{ external_reference_type() }}
}
{% endmacro %}

{% macro tax_rate_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "isDefault": "BOOLEAN",
    "rate": "DOUBLE", "type": "VARCHAR", "roundingType": "VARCHAR", "taxTable": "JSON",
    "conditionalTaxRates": "JSON"
}
{% endmacro %}

{% macro tip_withholding_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "enabled": "BOOLEAN", "percentage": "DOUBLE" }
{% endmacro %}

{% macro void_reason_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro promo_code_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "code": "VARCHAR", "name": "VARCHAR",
    "usageType": "VARCHAR"
}
{% endmacro %}

{% macro conditional_tax_rate_type() %}
{ "condition": "VARCHAR", "rate": "DOUBLE" }
{% endmacro %}

{% macro tax_table_row_type() %}
{ "start": "DECIMAL(18,4)", "end": "DECIMAL(18,4)", "tax": "DECIMAL(18,4)", "pattern": "BOOLEAN" }
{% endmacro %}
