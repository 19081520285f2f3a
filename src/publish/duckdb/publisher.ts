import { stat } from 'node:fs/promises';
import { rowsPerGroup } from '../../warehouse/storage/row-groups.js';
import { blockSize } from '../../warehouse/warehouse.js';
import { assertNoDifference } from '../difference.js';
import { labelOf, type PublishedTable } from '../plan/published-table.js';
import type {
  Publisher,
  PublishedTableResult,
  PublishRequest,
  PublishResult,
  StatusRequest,
  TargetStatus,
} from '../publisher.js';
import { definitionOf } from '../source/definition.js';
import { hasSameRows } from '../source/fingerprint.js';
import type { Source } from '../source/source.js';
import { attached, attachedForReading } from './attached.js';
import { differingTables } from './compare.js';
import { pathToWrite, readExisting, type ExistingFile } from './existing-file.js';
import { removeLeftovers } from './partial-file.js';
import { published } from './published.js';
import { replaceFile } from './replace-file.js';
import { writeState, type TableState } from './state.js';
import { writeTables, writeViews } from './write-file.js';

type Request = PublishRequest<'duckdb'>;

/** Publishes to a DuckDB file. */
export const duckdbPublisher: Publisher<'duckdb'> = { publish, status };

/*
 * Writes a new file and puts it in the place of the old one, unless what the old one records about itself is equal
 * to the local database.
 */
async function publish(request: Request): Promise<PublishResult> {
  const { source, tables, target, full, dryRun, verify, runtime } = request;
  const startedAt = runtime.now();
  const path = await pathToWrite(target.location.path, source);
  if (!dryRun) await removeLeftovers(source.connection, path);
  const existing = await readExisting(source, path);
  const result = (status: PublishResult['status'], results: readonly PublishedTableResult[]) => {
    const seconds = (runtime.now() - startedAt) / 1000;
    return {
      target: target.name,
      status,
      tables: results,
      seconds,
      ...(verify && { verified: true }),
    };
  };
  if (existing !== undefined && !full && (await isCurrent(source, tables, existing))) {
    if (verify) await assertEqual(source, path, tables);
    return result(
      'unchanged',
      tables.map((table) => unchanged(table, existing)),
    );
  }
  if (dryRun) return { ...result('planned', await planned(source, tables)), verified: undefined };
  const { mode } = target;
  const written = await replaceFile({ path, existing: existing?.found, mode }, async (partial) => {
    const results = await write(request, partial);
    if (verify) await assertEqual(source, partial, tables);
    request.signal.throwIfAborted();
    return results;
  });
  return result('published', written);
}

async function isCurrent(
  source: Source,
  tables: readonly PublishedTable[],
  { state, hasLog }: ExistingFile,
): Promise<boolean> {
  if (state.isOutdated || hasLog) return false;
  const { done } = await differingTables(source, tables, state).next();
  return done === true;
}

async function write(request: Request, partial: string): Promise<PublishedTableResult[]> {
  const { source, tables, runtime, signal, onEvent } = request;
  /* As in the local database: small tables take a block each, and a row group is in memory until it is full. */
  const options = `block_size ${blockSize}, row_group_size ${rowsPerGroup.modelled}`;
  return attached(source, { file: partial, options, signal }, async (connection) => {
    const written: { table: PublishedTable; state: TableState }[] = [];
    const { size } = await stat(source.path);
    await writeTables(connection, size, tables, async (table) => {
      const fingerprint = await source.fingerprintIn(published, table);
      const stamp = source.stampOf(table) ?? null;
      written.push({ table, state: { ...fingerprint, definition: definitionOf(table), stamp } });
      onEvent({ type: 'table', result: wholeTable(table, fingerprint.rows) });
    });
    const runId = await source.lastRun();
    await writeState(connection, { publishedAt: runtime.now(), runId, tables: written });
    await writeViews(connection, tables);
    /* What is in the log is not in the file. */
    await connection.run(`checkpoint ${published}`);
    return written.map(({ table, state }) => wholeTable(table, state.rows));
  });
}

/* Compares what is read back from a file with the local database. */
async function assertEqual(
  source: Source,
  path: string,
  tables: readonly PublishedTable[],
): Promise<void> {
  const differing = await attachedForReading(source, path, async () => {
    const found: string[] = [];
    for (const table of tables) {
      const [local, remote] = [
        await source.fingerprint(table),
        await source.fingerprintIn(published, table),
      ];
      if (!hasSameRows(local, remote)) found.push(labelOf(table));
    }
    return found;
  });
  assertNoDifference(path, differing);
}

async function status({ target, local }: StatusRequest<'duckdb'>): Promise<TargetStatus> {
  const { source, tables } = local;
  const path = await pathToWrite(target.location.path, source);
  const existing = await readExisting(source, path);
  if (existing === undefined) {
    return { target: target.name, publishedAt: null, tables: 0, rows: 0, differing: null };
  }
  const { state } = existing;
  const differing: string[] = [];
  for await (const label of differingTables(source, tables, state)) differing.push(label);
  return {
    target: target.name,
    publishedAt: state.publishedAt,
    tables: state.tables.size,
    rows: [...state.tables.values()].reduce((sum, { rows }) => sum + rows, 0),
    bytes: (await stat(path)).size,
    differing,
  };
}

function wholeTable(table: PublishedTable, rows: number): PublishedTableResult {
  return { table: labelOf(table), rows, written: rows, deleted: 0 };
}

function unchanged(table: PublishedTable, { state }: ExistingFile): PublishedTableResult {
  const rows = state.tables.get(labelOf(table))?.rows ?? 0;
  return { table: labelOf(table), rows, written: 0, deleted: 0 };
}

async function planned(
  source: Source,
  tables: readonly PublishedTable[],
): Promise<PublishedTableResult[]> {
  const results: PublishedTableResult[] = [];
  for (const table of tables) {
    results.push(wholeTable(table, await source.count(table)));
  }
  return results;
}
