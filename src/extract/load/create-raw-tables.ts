import { catalogue } from '../../resources/catalogue.js';
import { hasBusinessDate } from '../../resources/resource.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { createRawTable } from '../../warehouse/raw/raw-table.js';

/** Creates the raw tables of all resources that do not exist yet. */
export async function createRawTables(connection: Connection): Promise<void> {
  for (const resource of catalogue) {
    const settings = { hasBusinessDate: hasBusinessDate(resource) };
    await createRawTable(connection, resource.name, settings);
  }
}
