import { stat } from 'node:fs/promises';
import { withEngineThreads } from '../../warehouse/engine/engine-threads.js';
import { identityOf } from '../lake/identity.js';
import { publishToLake } from '../lake/publish-to-lake.js';
import { labelOf } from '../plan/published-table.js';
import type {
  PublishedTableResult,
  Publisher,
  PublishRequest,
  PublishResult,
} from '../publisher.js';
import { NoLakeError } from './explain.js';
import { maintain } from './maintain.js';
import { withDuckLake } from './session.js';
import { status } from './status.js';

/** Publishes to a DuckLake. */
export const ducklakePublisher: Publisher<'ducklake'> = { publish, status, maintain };

async function publish(request: PublishRequest<'ducklake'>): Promise<PublishResult> {
  const { source, target, runtime, dryRun } = request;
  const startedAt = runtime.now();
  const identity = await identityOf(source);
  const options = dryRun ? { readOnly: true } : { create: true };
  const { size: bytes } = await stat(source.path);
  const result = await withDuckLake(source.connection, request, options, (lake) =>
    withEngineThreads(lake.connection, { bytes, statements: 1 }, () =>
      publishToLake({ ...request, lake, identity }),
    ),
  ).catch((error: unknown) => {
    if (dryRun && error instanceof NoLakeError) return planAll(request);
    throw error;
  });
  return { target: target.name, ...result, seconds: (runtime.now() - startedAt) / 1000 };
}

/* Plans for a lake that does not exist yet. */
async function planAll({
  source,
  tables,
}: PublishRequest<'ducklake'>): Promise<Pick<PublishResult, 'status' | 'tables'>> {
  const planned: PublishedTableResult[] = [];
  for (const table of tables) {
    const rows = await source.count(table);
    planned.push({ table: labelOf(table), rows, written: rows, deleted: 0 });
  }
  return { status: 'planned', tables: planned };
}
