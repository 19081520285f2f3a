import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import { transientDatabase } from '../../warehouse/engine/transient.js';
import { loadBuildFingerprints } from '../../warehouse/state/model-state.js';
import type { CatalogState } from '../graph/build-plan.js';
import type { Project } from '../project/model.js';
import type { RelationType } from '../project/relation.js';
import { loadSourceFreshness } from '../stamps/source-freshness.js';

/** Loads the state of the database, as far as it concerns the project. */
export async function loadCatalog(connection: Connection, project: Project): Promise<CatalogState> {
  const relations = await loadRelations(connection);
  return {
    relations,
    fingerprints: await loadBuildFingerprints(connection),
    sourceFreshness: await loadSourceFreshness(connection, project, relations),
  };
}

/** Loads the type of every table and view by `schema.name`, transient ones included. */
export async function loadRelations(connection: Connection): Promise<Map<string, RelationType>> {
  const rows = await connection.all<{ label: string; view: boolean }>(
    `select table_schema || '.' || table_name as label, table_type = 'VIEW' as view
    from information_schema.tables
    where table_catalog in (current_database(), ${literal(transientDatabase)})`,
  );
  return new Map(rows.map(({ label, view }) => [label, view ? 'view' : 'table']));
}
