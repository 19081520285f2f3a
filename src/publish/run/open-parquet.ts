import { DatabaseError } from '../../errors.js';
import { openMemoryEngine, type MemoryEngine } from '../../warehouse/engine/memory-engine.js';
import { identifier, literals } from '../../warehouse/engine/sql.js';
import { prepareEngine } from '../ducklake/attach.js';
import { explainQueryError } from '../ducklake/read.js';
import type { ManifestTable } from '../parquet/manifest/manifest.js';
import { openStore } from '../parquet/open-store.js';
import { readManifest } from '../parquet/write-snapshot.js';
import type { PublishRequest } from '../publisher.js';
import { relationOf } from '../source/fingerprint.js';

/**
 * Opens an engine that has a view for each table of a Parquet target, over the files that the manifest names
 * now. A publish meanwhile does not change what they show.
 * @throws DatabaseError if nothing was published there, and what reading it throws.
 */
export async function openParquet(
  request: Pick<PublishRequest<'parquet'>, 'target' | 'settings' | 'signal' | 'runtime'>,
): Promise<MemoryEngine> {
  const { target, settings, signal } = request;
  const { folder, isRemote } = target.location;
  const stored = await readManifest(openStore(request));
  if (stored === undefined) {
    throw new DatabaseError(`Nothing was published to ${target.name} yet.`, {
      suggestion: 'Publish to it first: toast publish TARGET.',
    });
  }
  const secrets = [settings.s3.secret, settings.s3.sessionToken];
  const engine = await openMemoryEngine(target.name, signal, (error) =>
    explainQueryError(error, target.name, secrets),
  );
  try {
    await prepareEngine(engine.connection, settings);
    if (isRemote) await engine.connection.run('install httpfs; load httpfs');
    const { tables } = stored.manifest;
    const schemas = new Set(tables.map(({ schema }) => schema));
    await engine.connection.run(
      [
        ...[...schemas].map((schema) => `create schema ${identifier(schema)}`),
        ...tables.map((table) => viewOf(table, folder)),
      ].join(';\n'),
    );
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

function viewOf(table: ManifestTable, folder: string): string {
  const columns = table.columns.map(({ name }) => identifier(name)).join(', ');
  const files = literals(table.files.map(({ path }) => `${folder}${path}`));
  return `create view ${relationOf(table)} as
    select ${columns} from read_parquet(${files}, hive_partitioning = false)`;
}
