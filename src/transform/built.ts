import type { Connection } from '../warehouse/connection.js';
import type { Model } from './model.js';

/** The fingerprints of what relations were built from, by `schema.name`. */
export async function builtFingerprints(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.all<{ model: string; fingerprint: string }>(
    'select model, fingerprint from toast_meta.model_build',
  );
  return new Map(rows.map(({ model, fingerprint }) => [model, fingerprint]));
}

/**
 * Notes what a model was built from, in the transaction that builds it; with no fingerprint, that
 * nothing is known of it.
 */
export async function recordFingerprint(
  connection: Connection,
  { relation }: Pick<Model, 'relation'>,
  fingerprint: string | undefined,
): Promise<void> {
  const model = relation.label;
  if (fingerprint === undefined) {
    await connection.run('delete from toast_meta.model_build where model = $model', { model });
    return;
  }
  await connection.run(
    `insert into toast_meta.model_build values ($model, $fingerprint)
    on conflict (model) do update set fingerprint = excluded.fingerprint`,
    { model, fingerprint },
  );
}
