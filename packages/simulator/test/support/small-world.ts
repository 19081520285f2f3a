import type { OrderKey, World, WorldRestaurant } from '../../src/world/contract/world.js';

export const GROUP = '75063706-dd6e-4da6-8bb6-3a99e218e686';
export const MAIN_STREET = '7ab295f6-8dc8-4cb6-8cdb-072b83e84184';
export const HARBOUR = '5a401af8-d2e2-4090-8c45-9f87b8b6c4d1';
export const ARCHIVED = 'd3c1b0a9-1111-4222-8333-444455556666';

/** Orders are opened a minute apart from this instant on. */
export const OPENING = Date.UTC(2026, 0, 10, 12);
export const MINUTE = 60_000;

/** Restaurant, number of orders. */
const orderCounts: readonly (readonly [string, number])[] = [
  [MAIN_STREET, 250],
  [HARBOUR, 3],
];

/** The guid of the nth order of any restaurant, from 0. */
export function orderGuid(restaurantGuid: string, index: number): string {
  return `${restaurantGuid.slice(0, 24)}${String(index).padStart(12, '0')}`;
}

/** When order 7 of each restaurant is edited, long after its opening. */
export const EDITED_ORDER = 7;
export const EDITED_AT = Date.UTC(2026, 0, 11, 9);

function restaurant(guid: string, name: string, archived = false): WorldRestaurant {
  const modifiedDate = name === 'Harbour' ? OPENING + 86_400_000 : OPENING;
  return {
    guid,
    timeZone: 'America/New_York',
    closeoutHour: 4,
    partner: {
      restaurantGuid: guid,
      managementGroupGuid: GROUP,
      deleted: false,
      restaurantName: name,
      locationName: `1 ${name}`,
      createdByEmailAddress: 'owner@example.com',
      externalGroupRef: '',
      externalRestaurantRef: '',
      createdDate: modifiedDate,
      modifiedDate,
      isoCreatedDate: new Date(modifiedDate).toISOString(),
      isoModifiedDate: new Date(modifiedDate).toISOString(),
    },
    info: { guid, general: { name, timeZone: 'America/New_York', closeoutHour: 4, archived } },
  };
}

/** A world small enough to know by heart. */
export function smallWorld(): World {
  const orders = orderCounts.flatMap(([restaurantGuid, count]) =>
    Array.from({ length: count }, (_, index) => {
      const opened = OPENING + index * MINUTE;
      return {
        restaurantGuid,
        guid: orderGuid(restaurantGuid, index),
        businessDate: 20260110,
        changes: index === EDITED_ORDER ? [opened, EDITED_AT] : [opened],
      };
    }),
  );

  const keysAt = (restaurantGuid: string, now: number): readonly OrderKey[] =>
    orders
      .filter((order) => order.restaurantGuid === restaurantGuid)
      .flatMap(({ guid, changes }) => {
        const modifiedAt = changes.findLast((change) => change <= now);
        return modifiedAt === undefined ? [] : [{ restaurantGuid, guid, modifiedAt }];
      })
      .sort((a, b) => a.modifiedAt - b.modifiedAt);

  return {
    managementGroupGuid: GROUP,
    restaurants: [
      restaurant(MAIN_STREET, 'Main Street'),
      restaurant(HARBOUR, 'Harbour'),
      restaurant(ARCHIVED, 'Old Town', true),
    ],
    connected: () => true,
    disconnect: () => undefined,
    settings: {
      publishedAt: () => OPENING,
      list: () => [],
      menus: () => undefined,
      stock: () => [],
      packagingConfig: () => ({ enabled: false, items: [] }),
      devices: () => [],
      change: () => undefined,
    },
    labor: {
      jobs: () => [],
      employees: () => [],
      shifts: () => [],
      shift: () => undefined,
      timeEntriesBegun: () => [],
      timeEntriesModified: () => [],
      timeEntriesOn: () => [],
      timeEntry: () => undefined,
      unscheduleShift: () => false,
      deleteTimeEntry: () => false,
    },
    cash: { entries: () => [], deposits: () => [] },
    modifiedBetween: (restaurantGuid, start, end, now) =>
      keysAt(restaurantGuid, now).filter(
        ({ modifiedAt }) => modifiedAt >= start && modifiedAt < end,
      ),
    onBusinessDate: (restaurantGuid, businessDate, now) =>
      businessDate === 20260110 ? keysAt(restaurantGuid, now) : [],
    find: (restaurantGuid, guid, now) =>
      keysAt(restaurantGuid, now).find((key) => key.guid === guid),
    order: ({ guid, modifiedAt }) => ({
      guid,
      entityType: 'Order',
      modifiedDate: new Date(modifiedAt).toISOString().replace('Z', '+0000'),
      checks: [],
    }),
    edit: () => false,
    revision: () => 0,
    truth: (now) => ({
      now: new Date(now).toISOString(),
      counts: { orders: keysAt(MAIN_STREET, now).length + keysAt(HARBOUR, now).length },
      sums: {},
      modifiersByDepth: {},
    }),
  };
}
