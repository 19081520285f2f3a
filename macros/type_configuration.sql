{# The shapes of what a restaurant has configured (definitions of configuration.yaml); see type_order.sql. #}
{# Kinds of entity with nothing but a name. #}
{% macro named_type() %}
{ "entityType": "VARCHAR", "name": "VARCHAR" }
{% endmacro %}

{% macro alternate_payment_type_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR"
}
{% endmacro %}

{% macro break_type_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "active": "BOOLEAN",
    "paid": "BOOLEAN",
    "duration": "BIGINT",
    "enforceMinimumTime": "BOOLEAN",
    "trackMissedBreaks": "BOOLEAN",
    "breakIntervalHrs": "BIGINT",
    "breakIntervalMins": "BIGINT",
    "trackBreakAcknowledgement": "BOOLEAN"
}
{% endmacro %}

{% macro cash_drawer_type() %}
{
    "entityType": "VARCHAR",
    "printer": {{ toast_reference_type() }}
}
{% endmacro %}

{% macro dining_option_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "behavior": "VARCHAR",
    "curbside": "BOOLEAN"
}
{% endmacro %}

{% macro discount_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "active": "BOOLEAN",
    "type": "VARCHAR",
    "percentage": "DOUBLE",
    "amount": "DECIMAL(18,4)",
    "selectionType": "VARCHAR",
    "nonExclusive": "BOOLEAN",
    "itemPickingPriority": "VARCHAR",
    "fixedTotal": "DECIMAL(18,4)",
    "promoCodes": "JSON"
}
{% endmacro %}

{% macro revenue_center_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "description": "VARCHAR"
}
{% endmacro %}

{% macro service_area_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "revenueCenter": {{ external_reference_type() }}
}
{% endmacro %}

{% macro service_charge_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "amountType": "VARCHAR",
    "amount": "DECIMAL(18,4)",
    "percent": "DOUBLE",
    "serviceChargeCalculation": "VARCHAR",
    "criteria": {
        "minCheckAmount": "DECIMAL(18,4)",
        "maxCheckAmount": "DECIMAL(18,4)",
        "minDeliveryDistance": "DOUBLE",
        "dineIn": "BOOLEAN",
        "takeout": "BOOLEAN",
        "delivery": "BOOLEAN"
    },
    "gratuity": "BOOLEAN",
    "taxable": "BOOLEAN",
    "applicableTaxes": "JSON",
    "destination": "VARCHAR",
    "taxInclusive": "BOOLEAN",
    "taxProrated": "BOOLEAN"
}
{% endmacro %}

{% macro table_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "serviceArea": {{ toast_reference_type() }},
    "revenueCenter": {{ external_reference_type() }}
}
{% endmacro %}

{% macro tax_rate_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "isDefault": "BOOLEAN",
    "rate": "DOUBLE",
    "type": "VARCHAR",
    "roundingType": "VARCHAR",
    "taxTable": "JSON",
    "conditionalTaxRates": "JSON"
}
{% endmacro %}

{% macro tip_withholding_type() %}
{
    "entityType": "VARCHAR",
    "enabled": "BOOLEAN",
    "percentage": "DOUBLE"
}
{% endmacro %}

{% macro promo_code_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "code": "VARCHAR",
    "name": "VARCHAR",
    "usageType": "VARCHAR"
}
{% endmacro %}

{% macro conditional_tax_rate_type() %}
{ "condition": "VARCHAR", "rate": "DOUBLE" }
{% endmacro %}

{% macro tax_table_row_type() %}
{ "start": "DECIMAL(18,4)", "end": "DECIMAL(18,4)", "tax": "DECIMAL(18,4)", "pattern": "BOOLEAN" }
{% endmacro %}
