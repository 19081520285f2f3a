import type { Json } from '../contract/json.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { printersOf } from '../settings/floor-settings.js';
import { dateOfDay, DAY, HOUR } from '../values/calendar.js';

const MODELS: readonly (readonly [string, string, string, string])[] = [
  ['TT200', '14" Toast Flex', 'TERMINAL', 'Table Service'],
  ['TG3', 'Toast Go 3', 'HANDHELD', 'Table Service'],
  ['TT300', 'Toast Flex 3', 'TERMINAL', 'Kitchen Display/Expo Screen'],
];
/** Interval between software updates of a device. */
const UPDATE = 28 * DAY;

const address = (index: number, host: number): string => `10.${index % 200}.0.${host}`;

const macAddress = (index: number, host: number): string =>
  ['02', '00', '00', index >> 8, index & 0xff, host]
    .map((part) => (typeof part === 'string' ? part : part.toString(16).padStart(2, '0')))
    .join(':');

/** Returns the last full hour: devices report their state no more often. */
const syncedAt = (now: number): string => new Date(Math.floor(now / HOUR) * HOUR).toISOString();

function posDevice({ index, demand }: Restaurant, deviceId: string, n: number, now: number): Json {
  const [deviceModel, deviceModelName, posType, primaryMode] = MODELS[n % MODELS.length] as [
    string,
    string,
    string,
    string,
  ];
  const handheld = posType === 'HANDHELD';
  const start = demand.firstDay * DAY;
  const update = Math.max(0, Math.floor((now - start) / UPDATE));
  return {
    serialNumber: `DEMO${index}P${n}`,
    deviceType: 'POS',
    deviceModel,
    deviceModelName,
    posDeviceInfo: {
      posType,
      deviceName: `POS ${n + 1}`,
      deviceId,
      lastSyncedAt: syncedAt(now),
      primaryMode,
      orderAutofireEnabled: n === 0,
      pciCompliant: n !== 4,
      pciNonComplianceReason: n === 4 ? 'Software is out of date' : null,
      ipAddress: address(index, 20 + n),
      ipType: 'DHCP',
      macAddress: macAddress(index, 20 + n),
      networkName: handheld ? 'Café-Démo' : null,
      networkConnectionType: handheld ? 'WIFI' : 'ETHERNET',
      deviceUptimeMillis: (Math.floor(now / HOUR) % 500) * HOUR,
      posAppVersion: `2.${95 + update}.1`,
      firmwareVersion: `FV2.0${28 + n}.01`,
      androidOsVersion: '14.0',
      androidOsSdkLevel: 34,
      securityPatchVersion: dateOfDay(demand.firstDay - 30),
    },
    printerDeviceInfo: null,
  };
}

function printer({ index }: Restaurant, name: string, n: number, now: number): Json {
  return {
    serialNumber: `DEMO${index}R${n}`,
    deviceType: 'PRINTER',
    deviceModel: 'TP200',
    deviceModelName: 'Toast Printer',
    posDeviceInfo: null,
    printerDeviceInfo: {
      deviceName: name,
      lastSyncedAt: syncedAt(now),
      firmwareVersion: n === 0 ? null : `1.${n}.0`,
      ipAddress: address(index, 60 + n),
      ipType: 'STATIC',
      macAddress: macAddress(index, 60 + n),
      gatewayAddress: address(index, 1),
      netmaskAddress: '255.255.255.0',
      printerPort: '9100',
    },
  };
}

/**
 * Builds definition `Device` of the device details API: those that orders name, and the printers.
 */
export function devicesOf(restaurant: Restaurant, now: number): readonly Json[] {
  return [
    ...restaurant.catalogue.devices.map(({ id }, n) => posDevice(restaurant, id, n, now)),
    ...printersOf(restaurant).map(({ name }, n) => printer(restaurant, name, n, now)),
  ];
}
