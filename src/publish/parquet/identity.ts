import { basename } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import { loadFirstRunId } from '../../warehouse/state/extract-runs.js';
import type { Source } from '../source/source.js';
import type { Manifest } from './manifest/manifest.js';

/** Names the database that a target is published from, wherever it is; its path is not shown to readers. */
export async function identityOf({
  path,
  connection,
}: Pick<Source, 'path' | 'connection'>): Promise<Manifest['source']> {
  return { database: basename(path), id: (await loadFirstRunId(connection)) ?? '' };
}

/**
 * Refuses to mix two databases in one target: what one of them publishes, the other would remove.
 * @throws ConfigurationError.
 */
export function assertSameSource(
  { id }: Manifest['source'],
  manifest: Manifest | undefined,
  name: string,
): void {
  if (manifest === undefined || manifest.source.id === id) return;
  throw new ConfigurationError(
    `${name} is published from another database, ${manifest.source.database}.`,
    {
      suggestion:
        'Give each database a folder of its own, or publish several to one DuckLake. If this database replaces the other one, publish with --full once.',
    },
  );
}
