{# Generated from fields/packaging.json by `npm run fields:types`; do not edit. #}

{% macro packaging_config_type() %}
{ "enabled": "BOOLEAN", "guestMessage": "VARCHAR", "items": "JSON" }
{% endmacro %}

{% macro packaging_item_type() %}
{
    "id": "VARCHAR", "itemTypes": "JSON", "guestDisplayName": "VARCHAR",
    "guestDescription": "VARCHAR", "guestInclusionType": "VARCHAR"
}
{% endmacro %}
