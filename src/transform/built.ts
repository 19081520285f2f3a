import type { Connection } from '../warehouse/connection.js';
import type { Fingerprint } from './fingerprint.js';

/** The fingerprints of what relations were built from, by `schema.name`. */
export async function builtFingerprints(connection: Connection): Promise<Map<string, Fingerprint>> {
  const rows = await connection.all<{ model: string; definition: string; fingerprint: string }>(
    'select model, definition, fingerprint from toast_meta.model_build',
  );
  return new Map(
    rows.map(({ model, definition, fingerprint }) => [model, { definition, whole: fingerprint }]),
  );
}

/** Notes that nothing is known of relations (`schema.name`), before they are built. */
export async function forgetBuilt(
  connection: Connection,
  labels: readonly string[],
): Promise<void> {
  if (labels.length === 0) return;
  await connection.run(
    'delete from toast_meta.model_build where model in (select unnest(from_json($labels, \'["VARCHAR"]\')))',
    { labels: JSON.stringify(labels) },
  );
}

/** Notes what relations (`schema.name`) were built from. */
export async function recordBuilt(
  connection: Connection,
  built: ReadonlyMap<string, Fingerprint>,
): Promise<void> {
  const entries = [...built].map(([model, { definition, whole }]) => [model, definition, whole]);
  if (entries.length === 0) return;
  await connection.run(
    `insert or replace into toast_meta.model_build by name
    select entry[1] as model, entry[2] as definition, entry[3] as fingerprint
    from (select unnest(from_json($entries, '[["VARCHAR"]]')) as entry)`,
    { entries: JSON.stringify(entries) },
  );
}
