import { readStatus } from '../lake/status.js';
import type { StatusRequest, TargetStatus } from '../publisher.js';
import { lakeName } from './attach.js';
import { loadFiles } from './files.js';
import { identityOf } from '../lake/identity.js';
import { withDuckLake } from './session.js';

/** Tells what a DuckLake holds: what is published, by whom, its snapshots and files. */
export async function status(request: StatusRequest<'ducklake'>): Promise<TargetStatus> {
  const { target, local } = request;
  const { connection } = local.source;
  const { id } = await identityOf(local.source);
  return withDuckLake(connection, { ...request, waitMs: 0 }, { readOnly: true }, async (lake) => {
    try {
      const { sources, ...published } = await readStatus(lake, local, id);
      const { dataFiles, deleteFiles, bytes } = await loadFiles(lake, target);
      const [snapshots] = await connection.all<{ count: number; oldest: string }>(
        `select count(*) as count, min(snapshot_time) as oldest from ${lakeName}.snapshots()`,
      );
      return {
        target: target.name,
        ...published,
        bytes,
        snapshot: await lake.latestSnapshot(),
        lake: { sources, snapshots, files: { data: dataFiles, deletes: deleteFiles } },
      };
    } catch (error) {
      request.signal.throwIfAborted();
      throw lake.explain(error);
    }
  });
}
