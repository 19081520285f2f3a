import type { Connection } from '../../warehouse/engine/connection.js';
import { literals } from '../../warehouse/engine/sql.js';
import type { BuiltFrom } from '../graph/build-plan.js';

/* The columns of every table and view, in short, by `schema.name`. */
const columnsThere = `select
    schema_name || '.' || table_name as model,
    md5(string_agg(column_name || ' ' || data_type, ', ' order by column_index)) as columns
  from duckdb_columns()
  where database_name = current_database()
  group by all`;

/**
 * The fingerprints of what relations were built from, by `schema.name`. One whose columns are not those
 * that it was built with, because somebody else altered it, has no definition.
 */
export async function builtFingerprints(connection: Connection): Promise<Map<string, BuiltFrom>> {
  const rows = await connection.all<{
    model: string;
    definition: string | null;
    fingerprint: string;
  }>(
    `with there as (${columnsThere})
    select
      build.model,
      case when build.columns = there.columns then build.definition end as definition,
      build.fingerprint
    from toast_meta.model_build as build
    left join there using (model)`,
  );
  return new Map(
    rows.map(({ model, definition, fingerprint }) => [
      model,
      { definition: definition ?? undefined, whole: fingerprint },
    ]),
  );
}

/** Notes that nothing is known of relations (`schema.name`), before they are built. */
export async function forgetBuilt(
  connection: Connection,
  labels: readonly string[],
): Promise<void> {
  if (labels.length === 0) return;
  await connection.run(
    `delete from toast_meta.model_build where list_contains(${literals(labels)}, model)`,
  );
}

/** Notes what relations (`schema.name`) were built from, and with which columns. */
export async function recordBuilt(
  connection: Connection,
  built: ReadonlyMap<string, BuiltFrom>,
): Promise<void> {
  const entries = [...built].map(([model, { definition = null, whole }]) => {
    return { model, definition, whole };
  });
  if (entries.length === 0) return;
  await connection.run(
    `insert or replace into toast_meta.model_build by name
    with there as (${columnsThere})
    select entry.model, entry.definition, entry.whole as fingerprint, there.columns
    from (
      select unnest(from_json($entries, '[{
        "model": "VARCHAR", "definition": "VARCHAR", "whole": "VARCHAR"
      }]')) as entry
    )
    left join there on there.model = entry.model`,
    { entries: JSON.stringify(entries) },
  );
}
