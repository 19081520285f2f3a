{# The shapes of the stock, kitchen, packaging and device details APIs; see type_order.sql. #}
{% macro stock_inventory_type() %}
{
    "status": "VARCHAR",
    "quantity": "DOUBLE",
    "multiLocationId": "VARCHAR",
    "versionId": "VARCHAR",
    "itemGuidValidity": "VARCHAR"
}
{% endmacro %}

{% macro prep_station_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "printingMode": "VARCHAR",
    "includeWithExpediter": "BOOLEAN",
    "expoRouting": "VARCHAR",
    "kitchenPrinter": {{ toast_reference_type() }},
    "connectedPrepStations": "JSON"
}
{% endmacro %}

{% macro packaging_config_type() %}
{
    "enabled": "BOOLEAN",
    "guestMessage": "VARCHAR",
    "items": "JSON"
}
{% endmacro %}

{% macro packaging_item_type() %}
{
    "id": "VARCHAR",
    "itemTypes": "JSON",
    "guestDisplayName": "VARCHAR",
    "guestDescription": "VARCHAR",
    "guestInclusionType": "VARCHAR"
}
{% endmacro %}

{% macro device_info_type() %}
{
    "deviceType": "VARCHAR",
    "deviceModel": "VARCHAR",
    "deviceModelName": "VARCHAR",
    "posDeviceInfo": {
        "posType": "VARCHAR",
        "deviceName": "VARCHAR",
        "deviceId": "VARCHAR",
        "lastSyncedAt": "TIMESTAMPTZ",
        "primaryMode": "VARCHAR",
        "orderAutofireEnabled": "BOOLEAN",
        "pciCompliant": "BOOLEAN",
        "pciNonComplianceReason": "VARCHAR",
        "ipAddress": "VARCHAR",
        "ipType": "VARCHAR",
        "macAddress": "VARCHAR",
        "networkName": "VARCHAR",
        "networkConnectionType": "VARCHAR",
        "deviceUptimeMillis": "BIGINT",
        "posAppVersion": "VARCHAR",
        "firmwareVersion": "VARCHAR",
        "androidOsVersion": "VARCHAR",
        "androidOsSdkLevel": "BIGINT",
        "securityPatchVersion": "VARCHAR"
    },
    "printerDeviceInfo": {
        "deviceName": "VARCHAR",
        "lastSyncedAt": "TIMESTAMPTZ",
        "firmwareVersion": "VARCHAR",
        "ipAddress": "VARCHAR",
        "ipType": "VARCHAR",
        "macAddress": "VARCHAR",
        "gatewayAddress": "VARCHAR",
        "netmaskAddress": "VARCHAR",
        "printerPort": "VARCHAR"
    }
}
{% endmacro %}
