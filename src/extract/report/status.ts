import { catalogue } from '../../resources/catalogue.js';
import { isWindowed } from '../../resources/resource.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import {
  countRawRows,
  loadRemovedRestaurants,
  loadRestaurantNames,
} from '../../warehouse/raw/lookups.js';
import { loadLastExtractRun, type LastRun } from '../../warehouse/state/extract-runs.js';
import { countWindows, loadWindows } from '../../warehouse/state/ledger.js';
import { loadMissingSince } from '../../warehouse/state/missing-restaurants.js';
import { loadRejections } from '../../warehouse/state/rejected.js';
import { byStream } from '../../warehouse/state/stream.js';
import { loadTokenExpiry } from '../../warehouse/state/tokens.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { watermark } from '../plan/windows.js';
import { describeMissing, type MissingRestaurant } from './missing.js';
import { withNames, type Rejected } from './rejected.js';
import type { ResourceStatus } from './resource-status.js';
import { byRestaurant, loadCompleteThrough, type RestaurantStatus } from './restaurant-status.js';

export interface Status {
  database: string;
  bytes: number;
  lastRun: LastRun | null;
  /** Seconds until the cached token expires; null if there is no valid one. */
  tokenSeconds: number | null;
  /** A row for each restaurant, those with problems first. */
  restaurants: RestaurantStatus[];
  resources: ResourceStatus[];
  /** Restaurants that Toast no longer lists. */
  missingRestaurants: MissingRestaurant[];
  /** Entities that could not be loaded, until a later version can be. */
  rejected: Rejected[];
}

/** Reads what the database contains and how up to date it is. `now` is in epoch milliseconds. */
export async function readStatus(
  warehouse: Warehouse,
  connection: Connection,
  now: number,
): Promise<Status> {
  const counts = await countWindows(connection);
  const names = await loadRestaurantNames(connection);
  const rows = await countRawRows(connection, new Set(counts.map(({ resource }) => resource)));
  const done = byStream(
    await loadWindows(
      connection,
      [...new Set(counts.map(({ restaurant_id }) => restaurant_id))],
      'done',
    ),
  );
  const windowed = new Set(catalogue.filter(isWindowed).map(({ name }) => name));
  const expiry = await loadTokenExpiry(connection);
  const status = {
    database: warehouse.path,
    bytes: await warehouse.size(),
    lastRun: (await loadLastExtractRun(connection)) ?? null,
    tokenSeconds: expiry !== undefined && expiry > now ? Math.floor((expiry - now) / 1000) : null,
    resources: counts.map((row) => {
      const own = done(row.restaurant_id, row.resource);
      /* Windows can reach into the future, where scheduled shifts are. */
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
    missingRestaurants: describeMissing(
      {
        kept: await loadMissingSince(connection),
        removed: await loadRemovedRestaurants(connection),
      },
      names,
    ),
    rejected: withNames(await loadRejections(connection), names),
  };
  return { ...status, restaurants: byRestaurant(status, await loadCompleteThrough(connection)) };
}
