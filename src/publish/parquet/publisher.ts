import type {
  Publisher,
  PublishedTableResult,
  PublishRequest,
  PublishResult,
} from '../publisher.js';
import { retryConflicts } from '../retry.js';
import { ReplacedError, type Store } from '../store/store.js';
import { isUnchanged, tableResults } from './tables/compare-manifest.js';
import { updateFolders } from './folders.js';
import { assertSameSource, identityOf } from './identity.js';
import type { Manifest } from './manifest/manifest.js';
import { droppedTables, inspectTable, type InspectedTable } from './tables/inspect-table.js';
import { openStore } from './open-store.js';
import { parquetStatus } from './status.js';
import { partitionedFromRows as usualRows } from './tables/table-changes.js';
import { verifyTables } from './verify.js';
import { readManifest, removeExpired, writeSnapshot } from './write-snapshot.js';

type Request = PublishRequest<'parquet'>;

/** Replaces what follows from the request, for tests. */
interface ParquetOptions {
  readonly store?: Store;
  readonly partitionedFromRows?: number;
}

/** Publishes to a folder of Parquet files, on this machine or on S3. */
export const parquetPublisher: Publisher<'parquet'> = {
  publish: publishParquet,
  status: parquetStatus,
};

/**
 * Publishes to a folder of Parquet files. Readers of its manifest see what was there until all files are
 * written; what is killed before that changes nothing.
 * @throws ReplacedError when other publishers keep changing the target, ConfigurationError when it belongs
 *   to another database, DatabaseError when it cannot be read or written.
 */
export async function publishParquet(
  request: Request,
  options: ParquetOptions = {},
): Promise<PublishResult> {
  const { runtime, target, waitMs, signal, onEvent } = request;
  const { store = openStore(request), partitionedFromRows = usualRows } = options;
  const startedAt = runtime.now();
  const retried = <T>(attempt: () => Promise<T>) =>
    retryConflicts(attempt, {
      ...{ waitMs, runtime, signal },
      isConflict: (error) => error instanceof ReplacedError,
      onConflict: () =>
        onEvent({ type: 'waiting', reason: `Another publisher is writing to ${store.name}.` }),
    });
  const state = await retried(() => writeState(store, request, partitionedFromRows));
  /* On its own: a publisher that meets another one only here has published all the same. */
  if (!request.dryRun) await retried(() => updateFolders(store));
  const published = await finish(store, request, state);
  return { target: target.name, ...published, seconds: (runtime.now() - startedAt) / 1000 };
}

interface State {
  readonly status: PublishResult['status'];
  readonly tables: readonly PublishedTableResult[];
  /** Before and now; the same manifest when nothing was written. */
  readonly before: Manifest | undefined;
  readonly manifest: Manifest | undefined;
}

/* Compares the database with the manifest, and writes what differs and the next manifest. */
async function writeState(
  store: Store,
  request: Request,
  partitionedFromRows: number,
): Promise<State> {
  const { source, tables, full, dryRun } = request;
  const previous = await readManifest(store);
  const before = previous?.manifest;
  const identity = await identityOf(source);
  if (!full) assertSameSource(identity, before, store.name);
  const inspected: InspectedTable[] = [];
  for (const table of tables) {
    inspected.push(await inspectTable(source, table, before, { full, partitionedFromRows }));
  }
  const results = tableResults(inspected, droppedTables(before, tables));
  const isSame = before !== undefined && isUnchanged(before, inspected);
  if (isSame) return { status: 'unchanged', tables: results, before, manifest: before };
  if (dryRun) return { status: 'planned', tables: results, before, manifest: undefined };
  const manifest = await writeSnapshot(store, request, previous, inspected);
  return { status: 'published', tables: results, before, manifest };
}

async function finish(
  store: Store,
  { source, tables, dryRun, verify, runtime, onEvent }: Request,
  { status, tables: results, before, manifest }: State,
): Promise<Omit<PublishResult, 'target' | 'seconds'>> {
  if (dryRun || manifest === undefined) return { status, tables: results };
  if (status === 'published') await removeExpired(store, before, manifest, runtime.now());
  for (const result of results) onEvent({ type: 'table', result });
  if (verify) await verifyTables(source, store, manifest, tables);
  return {
    ...{ status, tables: results, snapshot: manifest.snapshot },
    ...(verify ? { verified: true } : {}),
  };
}
