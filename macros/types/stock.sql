{# Generated from fields/stock.json by `npm run fields:types`; do not edit. #}

{% macro stock_inventory_type() %}
{
    "itemGuidValidity": "VARCHAR", "status": "VARCHAR", "quantity": "DOUBLE",
    "multiLocationId": "VARCHAR", "versionId": "VARCHAR"
}
{% endmacro %}
