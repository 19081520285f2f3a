import { literal } from '../../warehouse/engine/sql.js';
import type { Lake } from '../lake/lake.js';
import { isKnown, releaseSource } from '../lake/ownership.js';
import { retryConflicts } from '../retry.js';
import { hasState, touchMarker } from '../lake/state.js';
import { UsageError } from '../../errors.js';
import type { MaintainRequest, MaintainResult } from '../publisher.js';
import { lakeName } from './attach.js';
import { loadFiles } from './files.js';
import { withDuckLakeAlone } from './session.js';

const dayMs = 24 * 60 * 60_000;

/*
 * A query that runs, or a publisher that has not committed, may need files that the latest snapshot does not
 * have. None of them takes a day.
 */
const graceMs = dayMs;

/* A file is written anew when this part of its rows is deleted; until then readers skip them. */
const deletedPart = 0.05;

/**
 * Merges small files, writes files with deleted rows anew, expires snapshots older than `keepMs`, and deletes
 * files that nothing has needed for a day. Only tables that toast published are rewritten, each in a
 * transaction of its own: a publisher that meets one of them starts again, and so does this.
 */
export async function maintain(request: MaintainRequest<'ducklake'>): Promise<MaintainResult> {
  const { target, dryRun, release } = request;
  return withDuckLakeAlone(request, {}, async (lake) => {
    try {
      const numbers: Record<string, number> = {};
      if (release !== undefined) await releaseIn(lake, release, request);
      if (!dryRun) Object.assign(numbers, await rewriteTables(lake, request));
      numbers.snapshotsExpired = await expireSnapshots(lake, request);
      numbers.filesDeleted = await deleteFiles(lake, 'ducklake_cleanup_old_files', request);
      numbers.orphansDeleted = await deleteFiles(lake, 'ducklake_delete_orphaned_files', request);
      const { dataFiles, deleteFiles: left, bytes } = await loadFiles(lake, request.target);
      Object.assign(numbers, { dataFiles, deleteFiles: left, bytes });
      return { target: target.name, lines: linesOf(numbers, dryRun), numbers };
    } catch (error) {
      request.signal.throwIfAborted();
      throw lake.explain(error);
    }
  });
}

type Request = MaintainRequest<'ducklake'>;

async function releaseIn(lake: Lake, sourceId: string, request: Request): Promise<void> {
  const { connection, label } = lake;
  if (!(await hasState(lake)) || !(await isKnown(lake, sourceId))) {
    throw new UsageError(`${label} has no source ${sourceId}.`, {
      suggestion: 'toast publish status TARGET lists them.',
    });
  }
  if (request.dryRun) return;
  await again(lake, request, () =>
    connection.transaction(async () => {
      await touchMarker(lake);
      await releaseSource(lake, sourceId);
      await lake.describe(`Released source ${sourceId}`);
    }),
  );
}

async function rewriteTables(lake: Lake, request: Request): Promise<Record<string, number>> {
  const { tables } = await loadFiles(lake, request.target);
  let [filesMerged, filesWritten] = [0, 0];
  for (const { schema, name, dataFiles, deleteFiles: deletes } of tables) {
    const steps = [
      ...(deletes === 0
        ? []
        : [`ducklake_rewrite_data_files(%, delete_threshold => ${deletedPart})`]),
      ...(dataFiles < 2 ? [] : ['ducklake_merge_adjacent_files(%)']),
    ];
    for (const step of steps) {
      const table = `${literal(lakeName)}, ${literal(name)}, schema => ${literal(schema)}`;
      const done = await again(lake, request, () =>
        lake.connection.all<{ files_processed: number; files_created: number }>(
          `call ${step.replace('%', () => table)}`,
        ),
      );
      for (const { files_processed, files_created } of done) {
        filesMerged += files_processed;
        filesWritten += files_created;
      }
    }
  }
  return { filesMerged, filesWritten };
}

async function expireSnapshots(lake: Lake, request: Request): Promise<number> {
  const { runtime, keepMs, dryRun } = request;
  const expired = await again(lake, request, () =>
    lake.connection.all(
      `call ducklake_expire_snapshots(${literal(lakeName)},
        older_than => ${instant(runtime.now() - keepMs)}, dry_run => ${dryRun ? 'true' : 'false'})`,
    ),
  );
  return expired.length;
}

/* With an age in any case: other publishers write files that no snapshot has yet. */
async function deleteFiles(lake: Lake, how: string, request: Request): Promise<number> {
  const { runtime, dryRun } = request;
  const deleted = await again(lake, request, () =>
    lake.connection.all(
      `call ${how}(${literal(lakeName)},
        older_than => ${instant(runtime.now() - graceMs)}, dry_run => ${dryRun ? 'true' : 'false'})`,
    ),
  );
  return deleted.length;
}

function again<T>(lake: Lake, request: Request, work: () => Promise<T>): Promise<T> {
  return retryConflicts(work, {
    ...request,
    isConflict: (error) => lake.isConflict(error),
    onConflict: () => undefined,
  });
}

function instant(ms: number): string {
  return `timestamptz ${literal(new Date(ms).toISOString())}`;
}

function linesOf(numbers: Record<string, number>, dryRun: boolean): string[] {
  const count = (name: string) => numbers[name] ?? 0;
  const would = dryRun ? 'To be ' : '';
  const verb = (word: string) => (dryRun ? word.toLowerCase() : word);
  return [
    ...(dryRun ? [] : [`Merged ${count('filesMerged')} files into ${count('filesWritten')}.`]),
    `${would}${verb('Expired')}: ${count('snapshotsExpired')} snapshots.`,
    `${would}${verb('Deleted')}: ${count('filesDeleted')} files that were replaced more than a day ago, ${count('orphansDeleted')} that no publisher finished.`,
    `The lake has ${count('dataFiles')} data files and ${count('deleteFiles')} delete files, ${(count('bytes') / 1e6).toFixed(1)} MB.`,
  ];
}
