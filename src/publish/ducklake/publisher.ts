import { hostname } from 'node:os';
import { DatabaseError } from '../../errors.js';
import { loadFirstRunId } from '../../warehouse/state/extract-runs.js';
import type { Publisher, PublishRequest, PublishResult } from '../publisher.js';
import type { SourceIdentity } from '../lake/ownership.js';
import { publishToLake } from '../lake/publish-to-lake.js';
import type { Source } from '../source/source.js';
import { withDuckLake } from './session.js';

/** Publishes to a DuckLake. */
export const ducklakePublisher: Pick<Publisher<'ducklake'>, 'publish' | 'status'> = { publish };

async function publish(request: PublishRequest<'ducklake'>): Promise<PublishResult> {
  const { source, target, runtime, dryRun } = request;
  const startedAt = runtime.now();
  const identity = await identityOf(source);
  const options = dryRun ? {} : { create: true };
  const result = await withDuckLake(source.connection, request, options, (lake) =>
    publishToLake({ ...request, lake, identity }),
  );
  return { target: target.name, ...result, seconds: (runtime.now() - startedAt) / 1000 };
}

/**
 * Returns what identifies a local database: the first extraction into it, which moves and copies with it.
 * @throws DatabaseError if nothing was extracted into it yet.
 */
export async function identityOf({ path, connection }: Source): Promise<SourceIdentity> {
  const id = await loadFirstRunId(connection);
  if (id === undefined) {
    throw new DatabaseError(`Nothing was extracted into ${path} yet.`, {
      suggestion: 'Run `toast run` first.',
    });
  }
  return { id, place: `${path} on ${hostname()}` };
}
