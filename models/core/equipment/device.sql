with devices as (

    {{ entities('devices', device_info_type()) }}

)

select
    restaurant_id,
    id,
    payload.deviceType as device_type,
    payload.deviceModel as device_model,
    payload.deviceModelName as device_model_name,
    payload.posDeviceInfo.posType as pos_device_info_pos_type,
    payload.posDeviceInfo.deviceName as pos_device_info_device_name,
    payload.posDeviceInfo.deviceId as pos_device_info_device_id,
    payload.posDeviceInfo.lastSyncedAt as pos_device_info_last_synced_at,
    payload.posDeviceInfo.primaryMode as pos_device_info_primary_mode,
    payload.posDeviceInfo.orderAutofireEnabled as pos_device_info_order_autofire_enabled,
    payload.posDeviceInfo.pciCompliant as pos_device_info_pci_compliant,
    payload.posDeviceInfo.pciNonComplianceReason as pos_device_info_pci_non_compliance_reason,
    payload.posDeviceInfo.ipAddress as pos_device_info_ip_address,
    payload.posDeviceInfo.ipType as pos_device_info_ip_type,
    payload.posDeviceInfo.macAddress as pos_device_info_mac_address,
    payload.posDeviceInfo.networkName as pos_device_info_network_name,
    payload.posDeviceInfo.networkConnectionType as pos_device_info_network_connection_type,
    payload.posDeviceInfo.deviceUptimeMillis as pos_device_info_device_uptime_millis,
    payload.posDeviceInfo.posAppVersion as pos_device_info_pos_app_version,
    payload.posDeviceInfo.firmwareVersion as pos_device_info_firmware_version,
    payload.posDeviceInfo.androidOsVersion as pos_device_info_android_os_version,
    payload.posDeviceInfo.androidOsSdkLevel as pos_device_info_android_os_sdk_level,
    payload.posDeviceInfo.securityPatchVersion as pos_device_info_security_patch_version,
    payload.printerDeviceInfo.deviceName as printer_device_info_device_name,
    payload.printerDeviceInfo.lastSyncedAt as printer_device_info_last_synced_at,
    payload.printerDeviceInfo.firmwareVersion as printer_device_info_firmware_version,
    payload.printerDeviceInfo.ipAddress as printer_device_info_ip_address,
    payload.printerDeviceInfo.ipType as printer_device_info_ip_type,
    payload.printerDeviceInfo.macAddress as printer_device_info_mac_address,
    payload.printerDeviceInfo.gatewayAddress as printer_device_info_gateway_address,
    payload.printerDeviceInfo.netmaskAddress as printer_device_info_netmask_address,
    payload.printerDeviceInfo.printerPort as printer_device_info_printer_port,
    _deleted,
    _synced_at
from devices
