import { planTables } from '../../../src/publish/plan/plan-tables.js';
import { labelOf } from '../../../src/publish/plan/published-table.js';
import { tableFingerprint } from '../../../src/publish/source/fingerprint.js';
import { Source } from '../../../src/publish/source/source.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { bundledProject } from '../../support/bundled-project.js';
import type { LakeTarget } from './publish.js';
import { readLake } from './read-lake.js';

export type Fingerprints = Record<string, string>;

/**
 * Counts and hashes every published table of the local database and of the lake, the latter in an engine of
 * its own. `where` selects rows of the tables in the lake that have a restaurant.
 */
export async function fingerprints(
  warehouse: Pick<Warehouse, 'path' | 'connect'>,
  target: LakeTarget,
  where = '',
): Promise<{ local: Fingerprints; lake: Fingerprints }> {
  const source = await Source.open({ warehouse, project: await bundledProject() });
  const reader = await readLake(target);
  const [local, lake]: [Fingerprints, Fingerprints] = [{}, {}];
  try {
    for (const table of planTables(source.relations, target).tables) {
      const label = labelOf(table);
      const { rows, hash } = await source.fingerprint(table);
      local[label] = `${rows} rows, ${hash}`;
      const hasRestaurant = table.columns.some(({ name }) => name === 'restaurant_id');
      const from = `(from lake."${table.schema}"."${table.name}" ${hasRestaurant ? where : ''})`;
      const [there] = await reader.all<{ rows: string; hash: string }>(
        tableFingerprint(table, from),
      );
      lake[label] = `${there?.rows} rows, ${there?.hash}`;
    }
  } finally {
    source.close();
  }
  return { local, lake };
}
