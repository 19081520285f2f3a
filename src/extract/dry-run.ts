import { catalogue } from '../resources/catalogue.js';
import { createRawTable } from '../warehouse/raw/raw-table.js';
import type { ExtractOptions } from './options.js';
import type { Unit } from './plan/plan.js';
import { planUnits, prepare } from './prepare.js';

/** What a run would read now. Lands nothing. */
export async function planOnly(options: ExtractOptions): Promise<Unit[]> {
  return options.warehouse.with(async (connection) => {
    for (const { name } of catalogue) await createRawTable(connection, name);
    const { restaurantIds, settings, others } = await prepare(options);
    return planUnits(options, connection, restaurantIds, [...settings, ...others]);
  });
}
