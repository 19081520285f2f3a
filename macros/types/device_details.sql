{# Generated from fields/device-details.json by `npm run fields:types`; do not edit. #}

{% macro device_info_type() %}
{
    "deviceType": "VARCHAR", "deviceModel": "VARCHAR", "deviceModelName": "VARCHAR",
    "posDeviceInfo": {
        "posType": "VARCHAR", "deviceName": "VARCHAR", "deviceId": "VARCHAR",
        "lastSyncedAt": "TIMESTAMPTZ", "primaryMode": "VARCHAR", "orderAutofireEnabled": "BOOLEAN",
        "pciCompliant": "BOOLEAN", "pciNonComplianceReason": "VARCHAR", "ipAddress": "VARCHAR",
        "ipType": "VARCHAR", "macAddress": "VARCHAR", "networkName": "VARCHAR",
        "networkConnectionType": "VARCHAR", "deviceUptimeMillis": "BIGINT",
        "posAppVersion": "VARCHAR", "firmwareVersion": "VARCHAR", "androidOsVersion": "VARCHAR",
        "androidOsSdkLevel": "BIGINT", "securityPatchVersion": "VARCHAR"
    },
    "printerDeviceInfo": {
        "deviceName": "VARCHAR", "lastSyncedAt": "TIMESTAMPTZ", "firmwareVersion": "VARCHAR",
        "ipAddress": "VARCHAR", "ipType": "VARCHAR", "macAddress": "VARCHAR",
        "gatewayAddress": "VARCHAR", "netmaskAddress": "VARCHAR", "printerPort": "VARCHAR"
    }
}
{% endmacro %}
