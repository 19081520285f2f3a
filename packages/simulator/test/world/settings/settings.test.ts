import { describe, expect, it } from 'vitest';
import { SETTING_NAMES, type SettingName } from '../../../src/world/contract/settings.js';
import type { SimulatedWorld } from '../../../src/world/world.js';
import {
  at,
  checksOf,
  ordersOf,
  selectionsOf,
  modifiersOf,
  small,
  type Payload,
} from '../../support/walk.js';

const DAY = 86_400_000;
const BEFORE = at('2026-03-01T00:00:00Z');
const AFTER = at('2026-06-01T00:00:00Z');

const firstOf = (world: SimulatedWorld): string => world.restaurants[0]?.guid ?? '';

/** Guid → name of what is configured, which tells additions, removals and new names. */
function namesAt(world: SimulatedWorld, name: SettingName, now: number): Record<string, unknown> {
  const list = world.settings.list(firstOf(world), name, now);
  return Object.fromEntries(list.map(({ guid, payload }) => [guid, payload['name']]));
}

describe("A restaurant's configuration", () => {
  it('is the same in every world of the same options, whatever was read before', () => {
    const [one, other] = [small(), small()];
    other.settings.list(firstOf(other), 'menuItems', AFTER);
    for (const now of [AFTER, BEFORE, at('2026-04-01T00:00:00Z')]) {
      for (const name of SETTING_NAMES) {
        const list = one.settings.list(firstOf(one), name, now);
        expect(other.settings.list(firstOf(other), name, now)).toEqual(list);
      }
    }
  });

  it('is published again every few days', () => {
    const world = small();
    const moments = Array.from({ length: 90 }, (_, day) =>
      world.settings.publishedAt(firstOf(world), BEFORE + day * DAY),
    );
    const published = [...new Set(moments)];
    expect(published.length).toBeGreaterThan(20);
    expect(published).toEqual(published.toSorted((a, b) => a - b));
    const gaps = published.slice(2).map((each, n) => each - (published[n + 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(6 * DAY);
  });

  it('adds, removes and renames entities over time, and updates their modification time', () => {
    const world = small();
    const seen = { added: 0, removed: 0, renamed: 0 };
    const before = new Map(SETTING_NAMES.map((name) => [name, namesAt(world, name, BEFORE)]));
    for (let now = BEFORE; now < AFTER; now += DAY) {
      for (const name of SETTING_NAMES) {
        const [was, is] = [before.get(name) ?? {}, namesAt(world, name, now + DAY)];
        const changed = Object.keys(is).filter((guid) => is[guid] !== was[guid]);
        seen.added += changed.filter((guid) => !(guid in was)).length;
        seen.renamed += changed.filter((guid) => guid in was).length;
        seen.removed += Object.keys(was).filter((guid) => !(guid in is)).length;
        const wrong = world.settings
          .list(firstOf(world), name, now + DAY)
          .filter(
            ({ guid, modifiedAt }) =>
              modifiedAt > now + DAY || (changed.includes(guid) && modifiedAt <= now),
          );
        expect(wrong).toEqual([]);
        before.set(name, is);
      }
    }
    expect(seen.added).toBeGreaterThan(3);
    expect(seen.removed).toBeGreaterThan(1);
    expect(seen.renamed).toBeGreaterThan(5);
  });

  it('has GUIDs that no other restaurant or entity has', () => {
    const world = small();
    const guids = world.restaurants.flatMap(({ guid }) =>
      SETTING_NAMES.flatMap((name) => world.settings.list(guid, name, AFTER)),
    );
    expect(new Set(guids.map(({ guid }) => guid)).size).toBe(guids.length);
  });

  it('is refused for restaurants of another world', () => {
    expect(() => small().settings.list('x', 'menus', AFTER)).toThrow(RangeError);
    expect(() => small().settings.menus('x', AFTER)).toThrow(RangeError);
  });
});

describe('The entities that orders refer to', () => {
  const world = small({ restaurants: 1, ordersPerDay: 60 });
  const orders = ordersOf(world, AFTER);
  const checks = checksOf(orders);
  const selections = selectionsOf(orders);
  const all = [...selections, ...modifiersOf(selections)];
  const payments = checks.flatMap((check) => check.payments);
  const charges = checks.flatMap((check) => check.appliedServiceCharges);
  const discounts = [...all, ...checks].flatMap((part) => part.appliedDiscounts);
  const taxes = [...all, ...charges].flatMap((part) => part.appliedTaxes);
  const voids = [
    ...all.map((part) => part.voidReason),
    ...payments.map((p) => p.voidInfo?.voidReason),
  ];

  it.each<[SettingName, readonly Payload[]]>([
    ['menuItems', all.map(({ item }) => item)],
    ['menuGroups', selections.map(({ itemGroup }) => itemGroup)],
    ['menuOptionGroups', all.map(({ optionGroup }) => optionGroup)],
    ['preModifiers', all.map(({ preModifier }) => preModifier)],
    ['salesCategories', all.map(({ salesCategory }) => salesCategory)],
    ['diningOptions', orders.map(({ diningOption }) => diningOption)],
    ['tables', orders.map(({ table }) => table)],
    ['serviceAreas', orders.map(({ serviceArea }) => serviceArea)],
    ['revenueCenters', orders.map(({ revenueCenter }) => revenueCenter)],
    ['restaurantServices', orders.map(({ restaurantService }) => restaurantService)],
    ['discounts', discounts.map(({ discount }) => discount)],
    ['serviceCharges', charges.map(({ serviceCharge }) => serviceCharge)],
    ['taxRates', taxes.map(({ taxRate }) => taxRate)],
    ['voidReasons', voids],
    ['alternatePaymentTypes', payments.map(({ otherPayment }) => otherPayment)],
    ['cashDrawers', payments.map(({ cashDrawer }) => cashDrawer)],
  ])('is among the %s', (name, references) => {
    const known = new Set(
      world.settings.list(firstOf(world), name, AFTER).map((each) => each.guid),
    );
    const used = references.flatMap((reference) => reference?.guid ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((guid) => !known.has(guid))).toEqual([]);
  });
});

describe('The truth about settings', () => {
  it('counts existing entities and the lists within them', () => {
    const world = small({ restaurants: 1 });
    const guid = firstOf(world);
    const { counts, sums } = world.truth(AFTER);
    const list = (name: SettingName): readonly Payload[] =>
      world.settings.list(guid, name, AFTER).map(({ payload }) => payload);
    const within = (name: SettingName, property: string) =>
      list(name).flatMap((each) => each[property]);
    expect(counts).toMatchObject({
      menu_item: list('menuItems').length,
      menu_group_item: within('menuGroups', 'items').length,
      menu_group_subgroup: 7,
      menu_group_option_group: 1,
      menu_menu_group: within('menus', 'groups').length,
      modifier_group_option: 36,
      discounts_promo_code: within('discounts', 'promoCodes').length,
      service_charge_applicable_tax: 4,
      tax_rate: 6,
      tax_rate_conditional_rate: 2,
      tax_rate_tax_table: 4,
      tip_withholding: 1,
      prep_station: 4,
      device: 10,
      packaging_config: 1,
      packaging_item: 2,
      stock_inventory: world.settings.stock(guid, AFTER).length,
    });
    expect(sums['tip_withholding']).toEqual({ percentage: '2.5000' });
    expect(sums['pre_modifier']).toEqual({ base_price: '4.0000', scale_factor: '3.0000' });
    expect(sums['service_charge']).toEqual({ amount: '5.7400', percent: '23.5000' });
  });

  it('counts published menus, with an item once per group that contains it', () => {
    const world = small({ restaurants: 1 });
    const { counts, sums } = world.truth(BEFORE);
    expect(counts).toMatchObject({
      published_menu: 5,
      published_menu_group: 20,
      published_menu_item: 70,
      published_menu_item_portion: 8,
      published_modifier_group: 15,
      published_modifier_group_option: 46,
      published_modifier_option: 36,
      published_modifier_option_modifier_group: 6,
      published_pre_modifier_group: 2,
      published_pre_modifier: 5,
    });
    expect(sums['published_pre_modifier']).toEqual({ fixed_price: '4.0000' });
    expect(sums['published_menu_item_portion']).toEqual({ price_scale_factor: '4.0000' });
  });

  it('counts no menus and no packaging where none are published', () => {
    const { counts } = small({ restaurants: 5 }).truth(BEFORE);
    expect(counts).toMatchObject({ published_menu: 20, packaging_config: 5, packaging_item: 8 });
  });

  it('excludes what was removed through the control API', () => {
    const world = small({ restaurants: 1 });
    const [discount] = world.settings.list(firstOf(world), 'discounts', BEFORE);
    const before = world.truth(BEFORE).counts['discounts'] ?? 0;
    const change = { name: 'discounts', guid: discount?.guid ?? '', change: 'remove' } as const;
    world.settings.change(firstOf(world), change, BEFORE);
    expect(world.truth(BEFORE).counts['discounts']).toBe(before - 1);
  });
});
