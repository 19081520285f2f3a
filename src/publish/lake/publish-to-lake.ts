import type { PublishedTableResult, PublishRequest, PublishResult } from '../publisher.js';
import { findChanges, hasToBeRead, StaleReadError, type TableChange } from './changes.js';
import { dropTables, findDropped, type DropContext } from './tables/dropped-tables.js';
import type { Lake } from './lake.js';
import { LocalState } from './local-state.js';
import { assertNotOwned, loadOwned, recordSource, type SourceIdentity } from './ownership.js';
import { recordPublished } from './record.js';
import { retryConflicts } from '../retry.js';
import { toLakeTable, type LakeTable } from './shape.js';
import { replaceShared } from './tables/shared-table.js';
import {
  createState,
  hasState,
  loadLabelsOfOthers,
  loadPublished,
  touchMarker,
  type PublishedState,
} from './state.js';
import { describeTable, loadStructures, prepareTable } from './tables/structure.js';
import { verifyTables } from './verify.js';
import { replaceAll, replaceDays, rowsOf, type RowCounts } from './tables/write-rows.js';

export interface LakeRequest extends Pick<
  PublishRequest,
  'source' | 'tables' | 'full' | 'dryRun' | 'verify' | 'waitMs' | 'signal' | 'runtime' | 'onEvent'
> {
  readonly lake: Lake;
  readonly identity: SourceIdentity;
}

type LakeResult = Pick<PublishResult, 'status' | 'tables' | 'snapshot' | 'verified'>;

/**
 * Makes the lake hold what the local database holds, in one transaction that writes only what changed. When
 * another publisher commits meanwhile, the transaction starts again.
 * @throws ConfigurationError when a restaurant belongs to another source, DatabaseError when the lake differs
 *   from the database (`verify`), and what `lake.explain` makes of the engine's errors. The lake is then as it was.
 */
export async function publishToLake(request: LakeRequest): Promise<LakeResult> {
  const { lake, source, signal, runtime, waitMs, onEvent } = request;
  const tables = request.tables.map(toLakeTable);
  try {
    const local = await LocalState.open(source);
    return await retryConflicts(() => attempt({ ...request, tables, local }), {
      ...{ waitMs, runtime, signal },
      isConflict: (error) => error instanceof StaleReadError || lake.isConflict(error),
      onConflict: () =>
        onEvent({ type: 'waiting', reason: `Another publisher is writing to ${lake.label}.` }),
    });
  } catch (error) {
    signal.throwIfAborted();
    throw lake.explain(error);
  }
}

interface Attempt extends LakeRequest {
  readonly tables: readonly LakeTable[];
  readonly local: LocalState;
}

/* The first transaction only reads, so that an unchanged database leaves no trace in the lake. */
async function attempt(request: Attempt): Promise<LakeResult> {
  const { lake, verify } = request;
  await readLocal(request);
  const { changes, dropped, published } = await lake.connection.transaction(() => compare(request));
  const isChanged = changes.length > 0 || dropped.length > 0;
  if (!isChanged || request.dryRun) {
    if (verify && !isChanged) await lake.connection.transaction(() => verifyTables(request));
    return {
      status: isChanged ? 'planned' : 'unchanged',
      tables: allTables(request, published, changes.map(planned)),
      snapshot: await lake.latestSnapshot(),
      ...(verify && !isChanged ? { verified: true } : {}),
    };
  }
  const results = await lake.connection.transaction(() => write(request));
  return {
    status: 'published',
    tables: allTables(request, published, results),
    snapshot: await lake.latestSnapshot(),
    ...(verify ? { verified: true } : {}),
  };
}

/* Reads the tables that may have changed; all of them if they are compared with the lake. */
async function readLocal(request: Attempt): Promise<void> {
  const { tables, local, verify } = request;
  const published = await request.lake.connection.transaction(() => loadKnown(request));
  for (const table of tables) {
    if (verify || hasToBeRead(table, { ...request, published })) await local.read(table);
  }
}

async function loadKnown({ lake, identity }: Attempt) {
  const isNew = !(await hasState(lake));
  return isNew ? new Map<string, PublishedState>() : loadPublished(lake, identity.id);
}

interface Plan {
  readonly changes: readonly TableChange[];
  /** Tables, as `schema.table`, that this source no longer publishes. */
  readonly dropped: readonly string[];
  readonly published: ReadonlyMap<string, PublishedState>;
}

async function compare(request: Attempt): Promise<Plan> {
  const { lake, identity, tables, local, full } = request;
  const published = await loadKnown(request);
  const changes = await findChanges(lake, {
    ...{ sourceId: identity.id, tables, local, published, full },
  });
  return { changes, dropped: findDropped(tables, published), published };
}

async function write(request: Attempt): Promise<PublishedTableResult[]> {
  const { lake, identity, runtime, onEvent, local } = request;
  if (await hasState(lake)) await touchMarker(lake);
  else await createState(lake, lake.partitionByMonth);
  const { changes, dropped } = await compare(request);
  const restaurants = await local.restaurants();
  await assertNotOwned(lake, identity, restaurants);
  const owned = await loadOwned(lake, identity.id);
  const ownRows = rowsOf([...new Set([...owned, ...restaurants])]);
  const others = await loadLabelsOfOthers(lake, identity.id);
  const structures = await loadStructures(lake);
  const results: PublishedTableResult[] = [];
  for (const change of changes) {
    const counts = await writeTable(request, change, { ownRows, others, structures });
    const result = { table: change.table.label, rows: change.local.rows, ...counts };
    results.push(result);
    onEvent({ type: 'table', result });
  }
  await dropTables(lake, identity.id, dropped, { ownRows, others, structures });
  const now = runtime.now();
  await recordPublished(lake, identity.id, changes, now);
  await recordSource(lake, identity, { restaurants, now });
  if (request.verify) await verifyTables(request);
  await lake.describe(`Published from ${identity.place}`);
  return results;
}

async function writeTable(
  { lake, identity }: Attempt,
  { table, replace }: TableChange,
  { ownRows, others: published, structures }: DropContext,
): Promise<RowCounts> {
  const hasOthers = published.has(table.label);
  let counts = { written: 0, deleted: 0 };
  let present = structures.get(table.label);
  if (table.shape === 'shared') {
    if (replace !== 'none') {
      counts = await replaceShared(lake, table, identity.id, { hasOthers, structures });
    }
  } else {
    const others = hasOthers ? ownRows : undefined;
    const preparation = await prepareTable(lake, table, others, present);
    if (preparation !== 'kept') present = undefined;
    if (preparation !== 'kept' || replace === 'all') {
      counts = await replaceAll(lake, table, preparation === 'kept' ? ownRows : undefined);
    } else if (replace === 'days') counts = await replaceDays(lake, table);
  }
  await describeTable(lake, table, present);
  return counts;
}

/* Tables that did not change have as many rows as were published. */
function allTables(
  { tables }: Attempt,
  published: ReadonlyMap<string, PublishedState>,
  changed: readonly PublishedTableResult[],
): PublishedTableResult[] {
  const results = new Map(changed.map((result) => [result.table, result]));
  return tables.map(({ label }) => {
    const rows = published.get(label)?.rows ?? 0;
    return results.get(label) ?? { table: label, rows, written: 0, deleted: 0 };
  });
}

/* What is written and deleted is only known in part before it is done. */
function planned({ table, local, published, replace }: TableChange): PublishedTableResult {
  const isAll = replace === 'all';
  return {
    table: table.label,
    rows: local.rows,
    written: isAll ? local.rows : 0,
    deleted: isAll ? (published?.rows ?? 0) : 0,
  };
}
