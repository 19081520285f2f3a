import { createWorld, type SimulatedWorld } from '../../src/world/world.js';
import { describe, expect, it } from 'vitest';
import { definitionErrors } from '../support/definitions.js';
import { send, TestClock } from '../support/harness.js';
import { NOW, serveSettings, unchanged, WORLD } from '../support/settings-world.js';
import type { Payload } from '../support/walk.js';

const METADATA = '/menus/v2/metadata';
const MENUS = '/menus/v2/menus';
const DAY = 86_400_000;

const groupsBelow = (groups: readonly Payload[]): Payload[] =>
  groups.flatMap((group) => [group, ...groupsBelow(group.menuGroups)]);
const groupsOf = (menus: Payload): Payload[] =>
  groupsBelow(menus.menus.flatMap((menu: Payload) => menu.menuGroups));
const itemsOf = (menus: Payload): Payload[] => groupsOf(menus).flatMap((group) => group.menuItems);

async function published(world: SimulatedWorld = unchanged) {
  const served = await serveSettings({}, world);
  return { ...served, menus: (await served.get(MENUS)).body as Payload };
}

describe('The endpoints /menus/v2', () => {
  it('report in the metadata when the menus were published, as the menus do', async () => {
    const { simulator, restaurantGuid, get, menus } = await published();
    const at = simulator.world.settings.publishedAt(restaurantGuid, NOW.getTime());
    const lastUpdated = new Date(at).toISOString().replace('Z', '+0000');
    expect((await get(METADATA)).body).toEqual({ restaurantGuid, lastUpdated });
    expect(menus).toMatchObject({
      restaurantGuid,
      lastUpdated,
      restaurantTimeZone: 'America/New_York',
    });
    simulator.setNow(new Date(NOW.getTime() + 10 * DAY));
    const later = ((await get(METADATA)).body as Payload).lastUpdated as string;
    expect(later > lastUpdated).toBe(true);
  });

  it('return what is on the menus, and nothing that is not configured', async () => {
    const { simulator, restaurantGuid, menus } = await published();
    const guids = (name: 'menus' | 'menuGroups' | 'menuOptionGroups' | 'preModifierGroups') =>
      simulator.world.settings
        .list(restaurantGuid, name, NOW.getTime())
        .map(({ guid }) => guid)
        .sort();
    const guidsIn = (list: readonly Payload[]) => [...new Set(list.map(({ guid }) => guid))].sort();
    expect(guidsIn(menus.menus)).toEqual(guids('menus'));
    expect(guidsIn(groupsOf(menus))).toEqual(guids('menuGroups'));
    expect(guidsIn(Object.values(menus.modifierGroupReferences))).toEqual(
      guids('menuOptionGroups'),
    );
    expect(guidsIn(Object.values(menus.preModifierGroupReferences))).toEqual(
      guids('preModifierGroups'),
    );
  });

  it('nest groups three levels deep, and have one menu without groups', async () => {
    const { menus } = await published();
    const depth = (groups: readonly Payload[]): number =>
      groups.length === 0 ? 0 : 1 + Math.max(...groups.map((each) => depth(each.menuGroups)));
    const depths = menus.menus.map((menu: Payload) => depth(menu.menuGroups));
    expect(Math.max(...depths)).toBe(3);
    expect(Math.min(...depths)).toBe(0);
  });

  it('price items by every strategy, one by menu', async () => {
    const { menus } = await published();
    const items = itemsOf(menus);
    const strategies = new Set(items.map(({ pricingStrategy }) => pricingStrategy));
    expect([...strategies].sort()).toEqual([
      'BASE_PRICE',
      'MENU_SPECIFIC_PRICE',
      'OPEN_PRICE',
      'SIZE_PRICE',
      'TIME_SPECIFIC_PRICE',
    ]);
    const margarita = items.filter(({ kitchenName }) => kitchenName === 'MARGARITA');
    expect(new Set(margarita.map(({ price }) => price)).size).toBe(2);
    expect(new Set(margarita.map(({ guid }) => guid)).size).toBe(1);
    for (const item of items.filter((each) => each.pricingStrategy === 'SIZE_PRICE')) {
      const groups: Payload[] = item.modifierGroupReferences.map(
        (id: number) => menus.modifierGroupReferences[id],
      );
      expect(item.price).toBeNull();
      expect(groups.map(({ guid }) => guid)).toContain(item.pricingRules.sizeSpecificPricingGuid);
    }
  });

  it('refer to modifiers three levels deep, and once in a cycle', async () => {
    const { menus } = await published();
    const below = (groupIds: readonly number[]): number[] =>
      groupIds.flatMap((id) =>
        menus.modifierGroupReferences[id].modifierOptionReferences.flatMap(
          (option: number) => menus.modifierOptionReferences[option].modifierGroupReferences,
        ),
      );
    const steak = itemsOf(menus).find(({ kitchenName }) => kitchenName.startsWith('STEAK'));
    const second = below(steak.modifierGroupReferences);
    expect(second).toHaveLength(1);
    expect(below(second)).toHaveLength(4);
    const circles = Object.values<Payload>(menus.modifierGroupReferences).filter(
      ({ referenceId }) => below([referenceId]).includes(referenceId),
    );
    expect(circles.map(({ name }) => name)).toEqual(['Extras']);
    const extras = Object.values<Payload>(menus.modifierGroupReferences).filter(
      ({ guid }) => guid === circles[0]?.guid,
    );
    expect(extras).toHaveLength(2);
  });

  it('use reference IDs as keys, and every reference can be resolved', async () => {
    const { menus } = await published();
    const { modifierGroupReferences: groups, modifierOptionReferences: options } = menus;
    const keyed = [groups, options, menus.preModifierGroupReferences].flatMap((map) =>
      Object.entries<Payload>(map),
    );
    expect(keyed.map(([key]) => key)).toEqual(keyed.map(([, each]) => String(each.referenceId)));
    expect(new Set(keyed.map(([key]) => key)).size).toBe(keyed.length);
    const items = itemsOf(menus);
    const used = [...items, ...items.flatMap((item) => item.portions), ...Object.values(options)];
    const toGroups = used.flatMap((each: Payload) => each.modifierGroupReferences);
    expect(toGroups.filter((id) => groups[id] === undefined)).toEqual([]);
    const pizzas = items.filter(({ portions }) => portions.length > 0);
    expect(pizzas).toHaveLength(4);
    const preModified = Object.values<Payload>(groups).flatMap(
      (group) => menus.preModifierGroupReferences[group.preModifierGroupReference]?.name ?? [],
    );
    expect(preModified.sort()).toEqual(['Bar', 'Kitchen', 'Kitchen', 'Kitchen', 'Kitchen']);
  });

  it('include tags, allergens, advisories, images, hours and catalog products', async () => {
    const { menus } = await published();
    const items = itemsOf(menus);
    const with_ = (test: (item: Payload) => unknown) => items.filter(test).length;
    expect(with_((item) => item.itemTags.length > 0)).toBeGreaterThan(5);
    expect(with_((item) => item.allergens.length > 0)).toBeGreaterThan(5);
    expect(with_((item) => item.contentAdvisories.alcohol.containsAlcohol === 'YES')).toBe(16);
    expect(with_((item) => item.image?.startsWith('https://'))).toBeGreaterThan(5);
    expect(with_((item) => item.catalogProductInfo)).toBe(1);
    expect(with_((item) => item.visibility.length === 1)).toBeGreaterThan(5);
    expect(with_((item) => item.taxInclusion === 'TAX_INCLUDED')).toBeGreaterThan(5);
    const scheduled = menus.menus.filter((menu: Payload) => menu.availability.schedule);
    expect(scheduled).toHaveLength(2);
  });

  it('show changes through the control API: a name, a price, a removal', async () => {
    const { simulator, restaurantGuid, get, menus } = await published(createWorld(WORLD));
    const [named, priced, removed] = itemsOf(menus);
    const post = (body: Payload) =>
      send(simulator, '/__config', {
        method: 'POST',
        body: { restaurantGuid, resource: 'menuItems', ...body },
      });
    await post({ guid: named.guid, change: { name: 'Other' } });
    await post({ guid: priced.guid, change: { price: 99.95 } });
    await post({ guid: removed.guid, remove: true });
    const after = (await get(MENUS)).body as Payload;
    expect(itemsOf(after).slice(0, 2)).toEqual([
      { ...named, name: 'Other' },
      { ...priced, price: 99.95 },
    ]);
    expect(itemsOf(after).map(({ guid }) => guid)).not.toContain(removed.guid);
    expect(after.lastUpdated > menus.lastUpdated).toBe(true);
  });

  it('answer 404 where nothing is published', async () => {
    const { simulator, get } = await serveSettings({}, { restaurants: 5 });
    const last = { 'Toast-Restaurant-External-ID': simulator.world.restaurants[4]?.guid ?? '' };
    expect((await get(METADATA, last)).status).toBe(404);
    expect((await get(MENUS, last)).status).toBe(404);
  });

  it('limit menus to once a second, but not metadata', async () => {
    const { get } = await serveSettings(
      { rateLimits: true, wallClock: new TestClock().now },
      unchanged,
    );
    const statuses = [];
    for (const path of [MENUS, METADATA, METADATA, MENUS]) statuses.push((await get(path)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('need the scope menus:read', async () => {
    const { get } = await serveSettings({ scopes: ['config:read'] });
    expect((await get(METADATA)).status).toBe(403);
    expect((await get(MENUS)).status).toBe(403);
  });
});

describe("Toast's definitions are met by", () => {
  it.each(['2025-12-01', '2026-01-20', '2026-06-01'])('menus on %s', async (date) => {
    const { simulator, get } = await serveSettings({}, unchanged);
    simulator.setNow(new Date(`${date}T00:00:00Z`));
    const { body } = await get(MENUS);
    expect(itemsOf(body).length).toBeGreaterThan(60);
    expect(definitionErrors('menus', 'Restaurant')(body)).toEqual([]);
    const metadata = await get(METADATA);
    expect(definitionErrors('menus', 'Metadata')(metadata.body)).toEqual([]);
  });
});
