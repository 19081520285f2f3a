import type { Truth, World, WorldRestaurant } from '../contract/world.js';
import { businessDateOfDay, DAY, dayOfBusinessDate } from '../values/calendar.js';
import { SETTING_NAMES } from '../contract/settings.js';
import { child } from './ledger.js';
import { TableCounter } from './table-counter.js';

/** Range in which future shifts are counted. */
const HORIZON = 30 * DAY;

const isLive = ({ deleted }: { readonly deleted?: unknown }): boolean => deleted !== true;

/**
 * Counts what a warehouse of this world must hold at `now` (epoch milliseconds): every order that
 * exists is produced and walked, in plain code that shares nothing with the models it checks. Of
 * orders deleted rows count as well, of everything else only live ones.
 */
export function countTruth(world: World, now: number): Truth {
  const counter = new TableCounter();
  for (const restaurant of world.restaurants) {
    const { guid, info } = restaurant;
    counter.add('restaurant', info);
    countLabor(counter, world, guid, now);
    countCash(counter, world, restaurant, now);
    countSettings(counter, world, guid, now);
    for (const key of world.modifiedBetween(guid, 0, now + 1, now)) {
      counter.add('order', world.order(key, now));
    }
  }
  return {
    now: new Date(now).toISOString(),
    counts: counter.ledger.counts(),
    sums: counter.ledger.sums(),
    modifiersByDepth: Object.fromEntries(counter.modifiersByDepth),
  };
}

function countLabor(counter: TableCounter, { labor }: World, guid: string, now: number): void {
  counter.add('job', ...labor.jobs(guid, now).filter(isLive));
  counter.add('employee', ...labor.employees(guid, now).filter(isLive));
  counter.add('shift', ...labor.shifts(guid, { start: 0, end: now + HORIZON }, now));
  const existing = { start: 0, end: now + 1 };
  for (const entry of labor.timeEntriesModified(guid, existing, now).filter(isLive)) {
    counter.add('timeEntry', entry);
  }
}

/** Counts a restaurant's cash from its first business date on. */
function countCash(
  counter: TableCounter,
  { cash }: World,
  { guid, info }: WorldRestaurant,
  now: number,
): void {
  const { firstBusinessDate } = child(info, 'general');
  for (let day = dayOfBusinessDate(Number(firstBusinessDate)); day * DAY <= now; day++) {
    const date = businessDateOfDay(day);
    counter.add('cashEntry', ...cash.entries(guid, date, now));
    counter.add('cashDeposit', ...cash.deposits(guid, date, now));
  }
}

/** Counts what is configured, published, in stock and set up; a removed entity is no row. */
function countSettings(
  counter: TableCounter,
  { settings }: World,
  guid: string,
  now: number,
): void {
  for (const name of SETTING_NAMES) {
    counter.add(name, ...settings.list(guid, name, now).map(({ payload }) => payload));
  }
  const menus = settings.menus(guid, now);
  if (menus !== undefined) counter.add('publishedMenus', menus);
  counter.add('stock', ...settings.stock(guid, now));
  counter.add('packagingConfig', settings.packagingConfig(guid));
  counter.add('device', ...settings.devices(guid, now));
}
