import type { Settings } from '../contract/settings.js';
import { children, type Ledger, tenThousandths } from './ledger.js';

/** The tables that stock, packaging and devices fill, with the columns that are added up. */
export const EQUIPMENT_TABLES: Readonly<Record<string, readonly string[]>> = {
  stock_inventory: ['quantity'],
  packaging_config: [],
  packaging_item: [],
  device: [],
};

/** Counts one restaurant's stock, packaging and devices as they are at `now`. */
export function countEquipment(
  ledger: Ledger,
  settings: Settings,
  restaurantGuid: string,
  now: number,
): void {
  for (const { quantity } of settings.stock(restaurantGuid, now)) {
    ledger.row('stock_inventory');
    ledger.add('stock_inventory', 'quantity', tenThousandths(quantity));
  }
  ledger.row('packaging_config');
  const packaging = settings.packagingConfig(restaurantGuid);
  children(packaging, 'items').forEach(() => ledger.row('packaging_item'));
  settings.devices(restaurantGuid, now).forEach(() => ledger.row('device'));
}
