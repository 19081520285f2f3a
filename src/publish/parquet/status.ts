import { labelOf } from '../plan/published-table.js';
import type { PublishRequest, StatusRequest, TargetStatus } from '../publisher.js';
import { findTable } from './tables/inspect-table.js';
import type { Manifest } from './manifest/manifest.js';
import { openStore } from './open-store.js';
import { portableTable } from './tables/portable-table.js';
import { readManifest } from './write-snapshot.js';

/** Says what a Parquet target holds, by its manifest. No file of a table is read. */
export async function parquetStatus(request: StatusRequest<'parquet'>): Promise<TargetStatus> {
  const { target, local } = request;
  const manifest = (await readManifest(openStore(request)))?.manifest;
  const { tables = [], publishedAt = null, snapshot } = manifest ?? {};
  const sum = (key: 'rows' | 'bytes') => tables.reduce((total, table) => total + table[key], 0);
  return {
    ...{ target: target.name, publishedAt, snapshot },
    ...{ tables: tables.length, rows: sum('rows'), bytes: sum('bytes') },
    differing: manifest === undefined ? null : differingTables(manifest, local),
  };
}

/* Tables whose rows have to be read to know count as differing. */
function differingTables(
  manifest: Manifest,
  { source, tables }: Pick<PublishRequest, 'source' | 'tables'>,
): string[] {
  return tables
    .filter((published) => {
      const table = portableTable(published);
      const stamp = source.stampOf(table);
      return stamp === undefined || findTable(manifest, table)?.stamp !== stamp;
    })
    .map(labelOf);
}
