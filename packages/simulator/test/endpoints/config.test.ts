import { describe, expect, it } from 'vitest';
import { CONFIG_LISTS } from '../../src/world/contract/settings.js';
import { definitionErrors } from '../support/definitions.js';
import { errorBody, send, type Answer } from '../support/harness.js';
import { NOW, serveSettings, unchanged } from '../support/settings-world.js';

const ITEMS = '/config/v2/menuItems';
const NEXT = 'toast-next-page-token';

interface Entity {
  readonly guid: string;
  readonly name: string;
}
const entities = (answer: Answer): Entity[] => answer.body as Entity[];
const instant = (ms: number) =>
  encodeURIComponent(new Date(ms).toISOString().replace('Z', '+0000'));

/** Every page of a list. */
async function pagesOf(get: (path: string) => Promise<Answer>, path: string): Promise<Answer[]> {
  const pages = [await get(path)];
  for (;;) {
    const token = pages.at(-1)?.headers[NEXT];
    if (token === undefined) return pages;
    pages.push(await get(`${path}?pageToken=${encodeURIComponent(token)}`));
  }
}

describe('A list of /config/v2', () => {
  it.each(CONFIG_LISTS)('%s returns everything configured, also by GUID', async (name) => {
    const { simulator, restaurantGuid, get } = await serveSettings({}, unchanged);
    const pages = await pagesOf(get, `/config/v2/${name}`);
    const live = simulator.world.settings.list(restaurantGuid, name, NOW.getTime());
    expect(live.length).toBeGreaterThan(1);
    const listed = pages.flatMap(entities);
    expect(listed).toEqual(live.map(({ payload }) => payload));
    const one = await get(`/config/v2/${name}/${live[0]?.guid.toUpperCase()}`);
    expect(one.body).toEqual(live[0]?.payload);
  });

  it('is paged by token, with varying page sizes', async () => {
    const { get } = await serveSettings({}, unchanged);
    const pages = await pagesOf(get, ITEMS);
    expect(pages).toHaveLength(2);
    expect(entities(pages[0] as Answer)).toHaveLength(100);
    const guids = pages.flatMap(entities).map(({ guid }) => guid);
    expect(new Set(guids).size).toBe(guids.length);
  });

  it('accepts a fixed page size', async () => {
    const { get } = await serveSettings({ configPageSize: 5 }, unchanged);
    const sizes = (await pagesOf(get, '/config/v2/menuOptionGroups')).map(
      (page) => entities(page).length,
    );
    expect(sizes).toEqual([5, 5, 2]);
  });

  it('applies lastModified to all of its pages', async () => {
    const { simulator, restaurantGuid, get } = await serveSettings(
      { configPageSize: 2 },
      unchanged,
    );
    const all = simulator.world.settings.list(restaurantGuid, 'menuItems', NOW.getTime());
    const times = all.map(({ modifiedAt }) => modifiedAt).sort((a, b) => a - b);
    const since = times.at(-6) ?? 0;
    const expected = all.filter(({ modifiedAt }) => modifiedAt > since).map(({ guid }) => guid);
    expect(expected.length).toBeGreaterThan(2);
    const [first, ...others] = await pagesOf(
      (path) => get(path === ITEMS ? `${ITEMS}?lastModified=${instant(since)}` : path),
      ITEMS,
    );
    expect([first as Answer, ...others].flatMap(entities).map(({ guid }) => guid)).toEqual(
      expected,
    );
  });

  it('answers 409 when the configuration was published after the first page', async () => {
    const { simulator, get } = await serveSettings({}, unchanged);
    const first = await get(ITEMS);
    const token = encodeURIComponent(first.headers[NEXT] ?? '');
    simulator.setNow(new Date(NOW.getTime() + 6 * 86_400_000));
    const second = await get(`${ITEMS}?pageToken=${token}`);
    expect(second.status).toBe(409);
    expect(second.body).toEqual(
      errorBody(
        second,
        409,
        'The configuration was published since the first page; begin again without pageToken',
      ),
    );
    expect((await get(ITEMS)).status).toBe(200);
  });

  it.each(['pageToken=nonsense', 'lastModified=yesterday'])('refuses %s', async (query) => {
    const { get } = await serveSettings({}, unchanged);
    expect((await get(`${ITEMS}?${query}`)).status).toBe(400);
  });

  it('needs the scope config:read', async () => {
    const { get } = await serveSettings({ scopes: ['orders:read'] }, unchanged);
    expect((await get(ITEMS)).status).toBe(403);
    expect((await get('/config/v2/tipWithholding')).status).toBe(403);
  });

  it('answers 404 for an entity of another restaurant and for an unknown list', async () => {
    const { simulator, get } = await serveSettings({}, unchanged);
    const other = simulator.world.restaurants[1]?.guid ?? '';
    const [theirs] = simulator.world.settings.list(other, 'menuItems', NOW.getTime());
    expect((await get(`${ITEMS}/${theirs?.guid}`)).status).toBe(404);
    expect((await get('/config/v2/prepStations')).status).toBe(404);
    expect((await get(`/config/v2/tipWithholding/${theirs?.guid}`)).status).toBe(404);
  });
});

describe('The control endpoint /__config', () => {
  async function changing() {
    const served = await serveSettings();
    const { simulator, restaurantGuid } = served;
    const post = (body: Record<string, unknown>) =>
      send(simulator, '/__config', { method: 'POST', body: { restaurantGuid, ...body } });
    return { ...served, post };
  }

  it('renames an item from now on', async () => {
    const { simulator, get, post } = await changing();
    const [item] = entities(await get(ITEMS));
    const path = `${ITEMS}/${item?.guid}`;
    const asked = { resource: 'menuItems', guid: item?.guid, change: { name: 'Renamed' } };
    expect((await post(asked)).status).toBe(200);
    expect((await get(path)).body).toEqual({ ...item, name: 'Renamed' });
    expect(entities(await get(`${ITEMS}?lastModified=${instant(NOW.getTime() - 1)}`))).toEqual([
      { ...item, name: 'Renamed' },
    ]);
    simulator.setNow(new Date(NOW.getTime() + 90 * 86_400_000));
    expect((await get(path)).body).toMatchObject({ name: 'Renamed' });
    simulator.setNow(new Date(NOW.getTime() - 1));
    expect((await get(path)).body).toEqual(item);
  });

  it('removes an entity and all references to it', async () => {
    const { get, post } = await changing();
    const groups = async () => (await get('/config/v2/menuGroups')).body as { items: Entity[] }[];
    const [item] = (await groups())[0]?.items ?? [];
    await post({ resource: 'menuItems', guid: item?.guid, remove: true });
    expect((await get(`${ITEMS}/${item?.guid}`)).status).toBe(404);
    const left = (await groups()).flatMap(({ items }) => items.map(({ guid }) => guid));
    expect(left.length).toBeGreaterThan(10);
    expect(left).not.toContain(item?.guid);
  });

  it('publishes every change separately, even while the clock is frozen', async () => {
    const { get, post } = await changing();
    const [item] = entities(await get(ITEMS));
    const change = (name: string) =>
      post({ resource: 'menuItems', guid: item?.guid, change: { name } });
    await change('One');
    const token = encodeURIComponent((await get(ITEMS)).headers[NEXT] ?? '');
    await change('Two');
    expect((await get(`${ITEMS}?pageToken=${token}`)).status).toBe(409);
  });

  it.each([
    [400, { resource: 'nothing', guid: 'x', remove: true }],
    [400, { resource: 'menuItems', remove: true }],
    [400, { resource: 'menuItems', guid: 'x' }],
    [400, { resource: 'menuItems', guid: 'x', remove: true, change: {} }],
    [400, { resource: 'menuItems', guid: 'x', change: { guid: 'y' } }],
    [400, { resource: 'menuItems', guid: 'x', change: { price: '1' } }],
    [400, { resource: 'menuItems', guid: 'x', change: { price: 1e300 } }],
    [400, { resource: 'menuItems', guid: 'x', change: [] }],
    [404, { resource: 'menuItems', guid: 'x', remove: true }],
    [404, { resource: 'menuItems', guid: 'x', remove: true, restaurantGuid: 'y' }],
  ])('answers %i to %j', async (status, body) => {
    const { post } = await changing();
    expect((await post(body)).status).toBe(status);
  });
});

describe('The control endpoint /__restaurants', () => {
  it('disconnects a restaurant, which is no longer listed and is archived', async () => {
    const { simulator, restaurantGuid, get } = await serveSettings();
    const listed = async (path: string) => {
      const body = (await get(path)).body as { results?: unknown } | unknown[];
      const records = (Array.isArray(body) ? body : body.results) as { restaurantGuid: string }[];
      return records.map((record) => record.restaurantGuid);
    };
    const body = { guid: restaurantGuid, disconnect: true };
    const answer = await send(simulator, '/__restaurants', { method: 'POST', body });
    expect(answer.body).toEqual({ guid: restaurantGuid, connected: false });
    const other = [simulator.world.restaurants[1]?.guid];
    expect(await listed('/partners/v1/restaurants')).toEqual(other);
    expect(await listed('/partners/v1/connectedRestaurants')).toEqual(other);
    const info = `/restaurants/v1/restaurants/${restaurantGuid}`;
    expect((await get(info)).status).toBe(404);
    const archived = await get(`${info}?includeArchived=true`);
    expect(archived.body).toMatchObject({ general: { archived: true, closeoutHour: 4 } });
    simulator.setNow(new Date(NOW.getTime() - 1));
    expect(await listed('/partners/v1/restaurants')).toContain(restaurantGuid);
  });

  it.each([
    [400, { guid: 'x' }],
    [404, { guid: 'x', disconnect: true }],
  ])('answers %i to %j', async (status, body) => {
    const { simulator } = await serveSettings();
    const answer = await send(simulator, '/__restaurants', { method: 'POST', body });
    expect(answer.status).toBe(status);
  });
});

/* Where the name of a list's definition is not that of the list without its plural. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  salesCategories: 'SalesCategory',
  menuOptionGroups: 'MenuOptionGroup',
};
const definitionOf = (list: string): string =>
  DEFINITIONS[list] ?? list.charAt(0).toUpperCase() + list.slice(1, -1);

describe("Toast's definitions are met by", () => {
  it.each(CONFIG_LISTS)('%s', (name) => {
    const restaurantGuid = unchanged.restaurants[0]?.guid ?? '';
    const errors = definitionErrors('configuration', definitionOf(name));
    const later = NOW.getTime() + 300 * 86_400_000;
    const list = unchanged.settings.list(restaurantGuid, name, later);
    expect(list.length).toBeGreaterThan(0);
    expect(list.flatMap(({ payload }) => errors(payload))).toEqual([]);
  });

  it('tipWithholding', async () => {
    const { get } = await serveSettings({}, unchanged);
    const { body } = await get('/config/v2/tipWithholding');
    expect(body).toMatchObject({ entityType: 'TipWithholding', percentage: 2.5 });
    expect(definitionErrors('configuration', 'TipWithholding')(body)).toEqual([]);
  });
});
