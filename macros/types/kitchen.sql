{# Generated from fields/kitchen.json by `npm run fields:types`; do not edit. #}

{% macro prep_station_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "name": "VARCHAR", "printingMode": "VARCHAR",
    "includeWithExpediter": "BOOLEAN", "expoRouting": "VARCHAR",
    "kitchenPrinter": {{ toast_reference_type() }}, "connectedPrepStations": "JSON"
}
{% endmacro %}
