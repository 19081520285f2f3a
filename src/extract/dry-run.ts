import { catalogue } from '../resources/catalogue.js';
import { createRawTables } from '../warehouse/raw/raw-table.js';
import type { ExtractOptions } from './options.js';
import type { Unit } from './plan/plan.js';
import { planUnits, prepare } from './prepare.js';

/** Plans what a run would read now, and loads nothing. */
export async function dryRun(options: ExtractOptions): Promise<Unit[]> {
  return options.warehouse.with(async (connection) => {
    await createRawTables(
      connection,
      catalogue.map(({ name }) => name),
    );
    const { restaurantIds, details, others } = await prepare(options);
    return planUnits(options, connection, restaurantIds, [...details, ...others]);
  });
}
