{% macro toast_reference_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR" }
{% endmacro %}

{% macro external_reference_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR" }
{% endmacro %}

{% macro config_reference_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "multiLocationId": "VARCHAR" }
{% endmacro %}

{% macro device_type() %}
{ "id": "VARCHAR" }
{% endmacro %}

{% macro refund_details_type() %}
{
    "refundAmount": "DECIMAL(18,4)",
    "taxRefundAmount": "DECIMAL(18,4)",
    "refundTransaction": {{ toast_reference_type() }}
}
{% endmacro %}
