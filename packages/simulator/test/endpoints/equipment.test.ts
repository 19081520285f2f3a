import { describe, expect, it } from 'vitest';
import { createWorld } from '../../src/world/world.js';
import { definitionErrors } from '../support/definitions.js';
import { NOW, serveSettings, WORLD } from '../support/settings-world.js';
import type { Payload } from '../support/walk.js';

const STOCK = '/stock/v1/inventory';
const STATIONS = '/kitchen/v1/published/prepStations';
const PACKAGING = '/packaging/v1/published/packagingConfig';
const DEVICES = '/device-details/v1/device-info';

describe('GET /stock/v1/inventory', () => {
  it('lists what is out of stock or counted, by status on request', async () => {
    const { get } = await serveSettings();
    const list = async (path: string) => (await get(path)).body as Payload[];
    const all = await list(STOCK);
    const out = await list(`${STOCK}?status=OUT_OF_STOCK`);
    const counted = await list(`${STOCK}?status=QUANTITY`);
    expect(out.length).toBeGreaterThan(0);
    expect(counted.length).toBeGreaterThan(0);
    expect(out.length + counted.length).toBe(all.length);
    expect(out.every(({ quantity }) => quantity === null)).toBe(true);
    expect(counted.every(({ quantity }) => quantity > 0)).toBe(true);
    expect((await get(`${STOCK}?status=IN_STOCK`)).status).toBe(400);
  });

  it('lists other items later, all of which are on the menu', async () => {
    const { simulator, restaurantGuid, get } = await serveSettings();
    const guids = async () => ((await get(STOCK)).body as Payload[]).map(({ guid }) => guid);
    const before = await guids();
    simulator.setNow(new Date(NOW.getTime() + 86_400_000));
    const after = await guids();
    expect(after).not.toEqual(before);
    const items = simulator.world.settings.list(
      restaurantGuid,
      'menuItems',
      simulator.now().getTime(),
    );
    const known = items.map(({ guid }) => guid);
    expect(after.filter((guid) => !known.includes(guid))).toEqual([]);
  });
});

describe('GET /kitchen/v1/published/prepStations', () => {
  it('is paged by token', async () => {
    const { get } = await serveSettings({ configPageSize: 3 });
    const first = await get(STATIONS);
    expect((first.body as Payload[]).map(({ name }) => name)).toEqual([
      'Grill',
      'Salade & Cold',
      'Bar',
    ]);
    const token = encodeURIComponent(first.headers['toast-next-page-token'] ?? '');
    const second = await get(`${STATIONS}?pageToken=${token}`);
    expect(second.headers['toast-next-page-token']).toBeUndefined();
    const watched = (first.body as Payload[]).slice(0, 2).map(({ guid }) => guid);
    expect(second.body).toMatchObject([
      { name: 'Expo', connectedPrepStations: watched.map((guid) => ({ guid })) },
    ]);
  });

  it('lists the stations that menu items are sent to', async () => {
    const { get } = await serveSettings();
    const stations = ((await get(STATIONS)).body as Payload[]).map(({ guid }) => guid);
    const menus = (await get('/menus/v2/menus')).body as Payload;
    const [item] = menus.menus[0].menuGroups[0].menuItems;
    expect(stations).toContain(item.prepStations[0]);
  });
});

describe('GET /packaging/v1/published/packagingConfig', () => {
  it('has items with the GUIDs that orders refer to', async () => {
    const { restaurantGuid, get } = await serveSettings();
    const { packagingItems = [] } = createWorld(WORLD).catalogues.get(restaurantGuid) ?? {};
    const { enabled, items } = (await get(PACKAGING)).body as Payload;
    expect(enabled).toBe(true);
    expect(items.map((item: Payload) => item.id)).toEqual(
      packagingItems.map(({ reference }) => reference.guid),
    );
  });

  it('is empty and disabled where none is published', async () => {
    const { simulator, get } = await serveSettings({}, { restaurants: 5 });
    const last = { 'Toast-Restaurant-External-ID': simulator.world.restaurants[4]?.guid ?? '' };
    const answer = await get(PACKAGING, last);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ enabled: false, items: [] });
  });
});

describe('GET /device-details/v1/device-info', () => {
  it('lists the devices that orders refer to, and the configured printers', async () => {
    const { restaurantGuid, get } = await serveSettings();
    const devices = (await get(DEVICES)).body as Payload[];
    const named = createWorld(WORLD).catalogues.get(restaurantGuid)?.devices ?? [];
    const ids = devices.flatMap(({ posDeviceInfo }) => posDeviceInfo?.deviceId ?? []);
    expect(ids).toEqual(named.map(({ id }) => id));
    const printers = devices.flatMap((device) => device.printerDeviceInfo?.deviceName ?? []);
    const configured = (await get('/config/v2/printers')).body as Payload[];
    expect(printers).toEqual(configured.map(({ name }) => name));
    expect(new Set(devices.map(({ serialNumber }) => serialNumber)).size).toBe(10);
  });
});

describe('The scope of an equipment endpoint:', () => {
  it.each([
    [STOCK, 'stock:read'],
    [STATIONS, 'kitchen:read'],
    [PACKAGING, 'packaging:read'],
    [DEVICES, 'device-details.info:read'],
  ])('%s needs %s', async (path, scope) => {
    const { get } = await serveSettings({ scopes: [scope] });
    expect((await get(path)).status).toBe(200);
    const { get: without } = await serveSettings({ scopes: ['config:read'] });
    expect((await without(path)).status).toBe(403);
  });
});

describe("Toast's definitions are met by", () => {
  it('stock', async () => {
    const { get } = await serveSettings();
    const body = (await get(STOCK)).body as Payload[];
    expect(body.flatMap(definitionErrors('stock', 'MenuItemInventory'))).toEqual([]);
  });
});
