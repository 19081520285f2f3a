import { identityOf } from '../lake/identity.js';
import { publishToLake } from '../lake/publish-to-lake.js';
import type { Publisher, PublishRequest, PublishResult } from '../publisher.js';
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
  const result = await withDuckLake(source.connection, request, options, (lake) =>
    publishToLake({ ...request, lake, identity }),
  );
  return { target: target.name, ...result, seconds: (runtime.now() - startedAt) / 1000 };
}
