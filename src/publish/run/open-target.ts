import { UsageError } from '../../errors.js';
import { parseInstant } from '../../config/time-range.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { Warehouse } from '../../warehouse/warehouse.js';
import type { PublishRequest } from '../publisher.js';
import type { PublishTarget, TargetOf } from '../target.js';

/** A target that is open for reading: what a session of queries needs. */
export interface ReadableTarget {
  /** Absolute path of its file; of one that does not exist if it has none. */
  readonly path: string;
  readonly dataFolders: readonly string[];
  /** Returns the session, of which there is one. */
  connect(): Promise<Connection>;
  close(): void;
}

/* The path of a target without a file. */
const noPath = '/nonexistent';

export interface OpenTargetOptions extends Pick<
  PublishRequest,
  'settings' | 'signal' | 'runtime' | 'waitMs'
> {
  /** Reads a lake as it was: the number of a snapshot, or an ISO 8601 date or time. */
  readonly at?: string | undefined;
}

/**
 * Opens a target for reading.
 * @throws UsageError for a target of a kind that cannot be queried or has no snapshots, and for an `at` that
 *   is neither; what opening it throws.
 */
export async function openTarget(
  target: PublishTarget,
  options: OpenTargetOptions,
): Promise<ReadableTarget> {
  const { kind } = target.location;
  if (kind === 'ducklake') return openDuckLake(target as TargetOf<'ducklake'>, options);
  if (options.at !== undefined) {
    throw new UsageError(`${target.name} has no snapshots, so --at does not apply.`, {
      suggestion: 'Leave out --at, or query a DuckLake.',
    });
  }
  if (kind === 'duckdb') return openFile((target as TargetOf<'duckdb'>).location, options);
  if (kind === 'parquet') return openFolder(target as TargetOf<'parquet'>, options);
  throw new UsageError(`toast query does not read ${target.name}.`, {
    suggestion: 'Query MotherDuck with its own tools, or publish to another target too.',
  });
}

async function openDuckLake(
  target: TargetOf<'ducklake'>,
  { at, ...options }: OpenTargetOptions,
): Promise<ReadableTarget> {
  const snapshot = at === undefined ? undefined : parseSnapshot(at);
  const { openLakeForReading } = await import('../ducklake/read.js');
  const { connection, close, dataFolders } = await openLakeForReading(
    { target, ...options },
    snapshot,
  );
  const { catalog } = target.location;
  const path = catalog.type === 'postgres' ? noPath : catalog.connection;
  return { path, dataFolders, close, connect: () => Promise.resolve(connection) };
}

async function openFolder(
  target: TargetOf<'parquet'>,
  options: OpenTargetOptions,
): Promise<ReadableTarget> {
  const { openParquet } = await import('./open-parquet.js');
  const { folder, isRemote } = target.location;
  const { connection, close } = await openParquet({ target, ...options });
  return {
    path: isRemote ? noPath : folder,
    ...{ dataFolders: [folder], close, connect: () => Promise.resolve(connection) },
  };
}

async function openFile(
  { path }: TargetOf<'duckdb'>['location'],
  { signal }: OpenTargetOptions,
): Promise<ReadableTarget> {
  const file = await Warehouse.open(path, { mode: 'read' });
  return { path, dataFolders: [], close: () => file.close(), connect: () => file.connect(signal) };
}

function parseSnapshot(at: string): string {
  if (/^\d{1,18}$/.test(at)) return at;
  const instant = parseInstant(at);
  if (instant !== undefined) return new Date(instant).toISOString();
  throw new UsageError(`--at ${at} is neither a snapshot nor a time.`, {
    suggestion: 'Use the number of a snapshot, or a format like 2026-01-31T06:00:00Z.',
  });
}
