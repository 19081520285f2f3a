import { gzipSync } from 'node:zlib';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { EntityKey } from '../../warehouse/raw/find-entities.js';
import type { LedgerEntry } from '../../warehouse/state/ledger.js';
import {
  deleteRejections,
  loadOpenRejections,
  loadWindowsReadSince,
  saveRejections,
  type OpenRejection,
  type Rejection,
  type RejectionKey,
} from '../../warehouse/state/rejected.js';
import type { RejectedEntity } from '../entities/isolate-entities.js';
import { gaps } from '../plan/windows.js';

/** A unit that ended, and the entities that had to be left out of it. */
export interface EndedUnit {
  readonly entry: LedgerEntry;
  readonly rejected: readonly RejectedEntity[];
}

/**
 * Records the rejected entities of units that were read, and deletes earlier rejections that are
 * resolved: those whose entity was loaded now, and those whose window was read again without meeting
 * the entity. `find` returns which entities of a resource were loaded, of the given ids. Call it in the transaction
 * that loads the units.
 */
export async function settleRejections(
  connection: Connection,
  units: readonly EndedUnit[],
  find: (resource: string, ids: readonly string[]) => Promise<readonly EntityKey[]>,
): Promise<void> {
  const done = units.filter(({ entry }) => entry.status === 'done');
  if (done.length === 0) return;
  const met = new Map(done.flatMap(rejections).map((one) => [keyOf(one), one]));
  const resources = [...new Set(done.map(({ entry }) => entry.resource))];
  const open = await loadOpenRejections(connection, resources);
  const others = open.filter((one) => !met.has(keyOf(one)));
  const gone: OpenRejection[] = [];
  for (const one of others) if (await wasReadAgain(connection, done, one)) gone.push(one);
  const resolved: OpenRejection[] = [];
  for (const resource of resources) {
    const sought = others.filter((one) => one.resource === resource && !gone.includes(one));
    const loaded = await find(
      resource,
      sought.flatMap(({ id }) => id ?? []),
    );
    const isLoaded = (one: OpenRejection) =>
      loaded.some(({ restaurantId, id }) => restaurantId === one.restaurantId && id === one.id);
    resolved.push(...sought.filter(isLoaded));
  }
  await deleteRejections(connection, [...gone, ...resolved]);
  await saveRejections(connection, [...met.values()]);
}

function rejections({ entry, rejected }: EndedUnit): Rejection[] {
  const { restaurantId, resource, start, end, finishedAt, runId } = entry;
  return rejected.map(({ id, digest, reason, bytes }) => ({
    ...{ restaurantId, resource, start, end, runId, id, reason },
    entity: id ?? `sha256:${digest}`,
    payload: bytes && compressed(bytes),
    at: finishedAt,
  }));
}

/* Toast's largest entities are a tenth of it before they are compressed. */
const maxPayloadBytes = 4 * 1024 * 1024;

function compressed(bytes: Buffer): string | undefined {
  const payload = gzipSync(bytes);
  return payload.length > maxPayloadBytes ? undefined : payload.toString('base64');
}

/* An entity that is not in its window any more is in another one, if at all. Where windows start and end
   depends on when they were planned, so several may have read what was one. */
async function wasReadAgain(
  connection: Connection,
  done: readonly EndedUnit[],
  rejection: OpenRejection,
): Promise<boolean> {
  const own = done.filter(
    ({ entry: { restaurantId, resource } }) =>
      restaurantId === rejection.restaurantId && resource === rejection.resource,
  );
  if (own.length === 0) return false;
  const { start, end } = rejection;
  if (own.some(({ entry }) => entry.start <= start && entry.end >= end)) return true;
  return (
    start < end && gaps(rejection, await loadWindowsReadSince(connection, rejection)).length === 0
  );
}

function keyOf({ restaurantId, resource, entity }: RejectionKey): string {
  return JSON.stringify([restaurantId, resource, entity]);
}
