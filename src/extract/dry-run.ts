import { catalogue } from '../resources/catalogue.js';
import { createRawTable } from '../warehouse/raw/raw-table.js';
import type { ExtractOptions } from './options.js';
import type { Unit } from './plan/plan.js';
import { planUnits, prepare } from './prepare.js';

/** Plans what a run would read now, and loads nothing. */
export async function dryRun(options: ExtractOptions): Promise<Unit[]> {
  return options.warehouse.with(async (connection) => {
    for (const { name } of catalogue) await createRawTable(connection, name);
    const { restaurantIds, details, others } = await prepare(options);
    return planUnits(options, connection, restaurantIds, [...details, ...others]);
  });
}
