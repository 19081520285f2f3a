import { catalogue } from '../../resources/catalogue.js';
import { isWindowed } from '../../resources/resource.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { bySeries, ledgerWindows } from '../../warehouse/state/ledger.js';
import {
  lastExtractRun,
  ledgerCounts,
  rawCounts,
  restaurantNames,
  tokenExpiry,
  type LastRun,
} from '../../warehouse/state/status.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { watermark } from '../plan/windows.js';

/** Where one resource of one restaurant stands. Instants are ISO 8601 in UTC. */
export interface ResourceStatus {
  restaurantId: string;
  restaurant: string;
  resource: string;
  /** Nothing that was modified before this instant is missing; null for what is read in full. */
  watermark: string | null;
  windowsDone: number;
  windowsSkipped: number;
  windowsFailed: number;
  /** Why the latest window that was skipped or failed was not read. */
  reason: string | null;
  rows: number;
  lastRead: string;
}

export interface Status {
  database: string;
  bytes: number;
  lastRun: LastRun | null;
  /** Seconds until the cached token expires; null when there is none that still lives. */
  tokenSeconds: number | null;
  resources: ResourceStatus[];
}

/** What the database holds and how current it is. `now` in epoch milliseconds. */
export async function readStatus(
  warehouse: Warehouse,
  connection: Connection,
  now: number,
): Promise<Status> {
  const counts = await ledgerCounts(connection);
  const names = await restaurantNames(connection);
  const rows = await rawCounts(connection, new Set(counts.map(({ resource }) => resource)));
  const done = bySeries(
    await ledgerWindows(
      connection,
      [...new Set(counts.map(({ restaurant_id }) => restaurant_id))],
      'done',
    ),
  );
  const windowed = new Set(catalogue.filter(isWindowed).map(({ name }) => name));
  const expiry = await tokenExpiry(connection);
  return {
    database: warehouse.path,
    bytes: await warehouse.size(),
    lastRun: (await lastExtractRun(connection)) ?? null,
    tokenSeconds: expiry !== undefined && expiry > now ? Math.floor((expiry - now) / 1000) : null,
    resources: counts.map((row) => {
      const own = done(row.restaurant_id, row.resource);
      /* Windows over the future are done before it comes. */
      const reached = Math.min(
        watermark(Date.parse(row.first_start), own),
        Date.parse(row.last_finished),
      );
      return {
        restaurantId: row.restaurant_id,
        restaurant: names.get(row.restaurant_id) ?? '',
        resource: row.resource,
        watermark: windowed.has(row.resource) ? new Date(reached).toISOString() : null,
        windowsDone: row.done,
        windowsSkipped: row.skipped,
        windowsFailed: row.failed,
        reason: row.reason,
        rows: rows(row.restaurant_id, row.resource),
        lastRead: row.last_finished,
      };
    }),
  };
}
