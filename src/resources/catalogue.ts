import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { cashDeposits, cashEntries } from './cash.js';
import { configuration } from './configuration.js';
import { devices, packagingConfig, prepStations, stockInventory } from './equipment.js';
import { employees, jobs, shifts, timeEntries } from './labor.js';
import { publishedMenus } from './menus.js';
import { orders } from './orders.js';
import type { Resource } from './resource.js';
import { restaurantDetails, restaurants } from './restaurants.js';

/** Lists everything that `toast extract` reads, in the order in which it is planned and shown. */
export const catalogue: readonly Resource[] = [
  restaurants,
  restaurantDetails,
  ...configuration,
  publishedMenus,
  jobs,
  employees,
  shifts,
  timeEntries,
  cashEntries,
  cashDeposits,
  stockInventory,
  prepStations,
  packagingConfig,
  devices,
  orders,
];

/** Selects resources by name, or all. @throws UsageError for a name that is not in the catalogue. */
export function selectResources(names?: readonly string[]): readonly Resource[] {
  if (names === undefined) return catalogue;
  const known = new Set(catalogue.map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  if (names.length === 0 || unknown.length > 0) {
    const near = new Set(unknown.flatMap((name) => nearest(name, known)));
    const question = near.size === 0 ? '' : `Did you mean ${[...near].join(', ')}? `;
    throw new UsageError(`There is no resource ${unknown.join(', ') || 'without a name'}.`, {
      suggestion: `${question}\`toast resources\` lists them.`,
    });
  }
  return catalogue.filter(({ name }) => names.includes(name));
}
