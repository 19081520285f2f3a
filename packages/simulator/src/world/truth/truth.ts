import type { Truth, World } from '../contract/world.js';
import { countCash } from './count-cash.js';
import { countEquipment } from './count-equipment.js';
import { countLabor } from './count-labor.js';
import { countMenus } from './count-menus.js';
import { countSettings } from './count-settings.js';
import { OrderCount } from './count.js';
import { Ledger } from './ledger.js';
import { SalesDaily } from './sales-daily.js';
import { TABLES } from './tables.js';

/**
 * What a warehouse of this world must hold at `now`: every order that exists is produced and
 * walked, in plain code that shares nothing with the models it checks.
 */
export function countTruth(world: World, now: number): Truth {
  const ledger = new Ledger(TABLES);
  const count = new OrderCount(ledger);
  const sales = new SalesDaily();
  for (const restaurant of world.restaurants) {
    const { guid } = restaurant;
    ledger.row('restaurant');
    countLabor(ledger, world.labor, guid, now);
    countCash(ledger, world.cash, restaurant, now);
    countSettings(ledger, world.settings, guid, now);
    countMenus(ledger, world.settings.menus(guid, now));
    countEquipment(ledger, world.settings, guid, now);
    for (const key of world.modifiedBetween(guid, 0, now + 1, now)) {
      const order = world.order(key, now);
      count.order(order);
      sales.order(guid, order);
    }
  }
  return {
    now: new Date(now).toISOString(),
    counts: ledger.counts(),
    sums: ledger.sums(),
    modifiersByDepth: Object.fromEntries(count.modifiersByDepth),
    salesDaily: sales.rows(),
  };
}
