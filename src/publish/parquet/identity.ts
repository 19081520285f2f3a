import { hostname } from 'node:os';
import { basename } from 'node:path';
import { ConfigurationError } from '../../errors.js';
import type { Source } from '../source/source.js';
import type { Manifest } from './manifest/manifest.js';
import { digest } from './tables/portable-table.js';

/** Names the database that a target is published from; its path is not shown to readers of the target. */
export function identityOf({ path }: Pick<Source, 'path'>): Manifest['source'] {
  return { database: basename(path), id: digest([hostname(), path]) };
}

/**
 * Refuses to mix two databases in one target: what one of them publishes, the other would remove.
 * @throws ConfigurationError.
 */
export function assertSameSource(
  source: Source,
  manifest: Manifest | undefined,
  name: string,
): void {
  if (manifest === undefined || manifest.source.id === identityOf(source).id) return;
  throw new ConfigurationError(
    `${name} is published from another database, ${manifest.source.database}.`,
    {
      suggestion:
        'Give each database a folder of its own, or publish several to one DuckLake. If this is the same database in another place, publish with --full once.',
    },
  );
}
