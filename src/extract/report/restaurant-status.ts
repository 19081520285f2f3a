import type { Connection } from '../../warehouse/engine/connection.js';
import { wholeAccount } from '../../warehouse/state/ledger.js';
import type { MissingRestaurant } from './missing.js';
import type { Rejected } from './rejected.js';
import type { ResourceStatus } from './resource-status.js';

/** Sums up the state of one restaurant. Instants are ISO 8601 in UTC. */
export interface RestaurantStatus {
  restaurantId: string;
  restaurant: string;
  /** The last business date up to which all is read, as of the last run of the models; null without them. */
  completeThrough: string | null;
  /** The least of the watermarks of its resources: nothing modified before it is missing. */
  readThrough: string | null;
  lastRead: string;
  rows: number;
  windowsSkipped: number;
  windowsFailed: number;
  /** Entities that could not be loaded. */
  rejected: number;
  /** Since when Toast no longer lists it; null if it does. */
  missingSince: string | null;
}

export interface Details {
  readonly resources: readonly ResourceStatus[];
  readonly rejected: readonly Rejected[];
  readonly missingRestaurants: readonly MissingRestaurant[];
}

/** Sums up resources by restaurant: those with problems first, the worst before the others. */
export function byRestaurant(
  { resources, rejected, missingRestaurants }: Details,
  completeThrough: ReadonlyMap<string, string>,
): RestaurantStatus[] {
  const groups = new Map<string, ResourceStatus[]>();
  for (const row of resources) {
    groups.set(row.restaurantId, [...(groups.get(row.restaurantId) ?? []), row]);
  }
  const restaurants = [...groups].map(([restaurantId, rows]): RestaurantStatus => {
    const total = (count: (row: ResourceStatus) => number) =>
      rows.reduce((sum, row) => sum + count(row), 0);
    const missing = missingRestaurants.find((each) => each.restaurantId === restaurantId);
    return {
      restaurantId,
      restaurant: rows[0]?.restaurant ?? '',
      completeThrough: completeThrough.get(restaurantId) ?? null,
      readThrough: least(rows.filter(isRead).flatMap(({ watermark }) => watermark ?? [])),
      lastRead:
        rows
          .map(({ lastRead }) => lastRead)
          .toSorted()
          .at(-1) ?? '',
      rows: total((row) => row.rows),
      windowsSkipped: total(({ windowsSkipped }) => windowsSkipped),
      windowsFailed: total(({ windowsFailed }) => windowsFailed),
      rejected: rejected.filter((each) => each.restaurantId === restaurantId).length,
      missingSince: missing?.since ?? null,
    };
  });
  return restaurants
    .filter((each) => each.restaurantId !== wholeAccount || hasProblem(each))
    .toSorted(
      (a, b) =>
        Number(hasProblem(b)) - Number(hasProblem(a)) ||
        b.windowsFailed - a.windowsFailed ||
        b.windowsSkipped - a.windowsSkipped ||
        a.restaurant.localeCompare(b.restaurant),
    );
}

/** Whether something of a restaurant was not read, or Toast no longer lists it. */
export function hasProblem(each: RestaurantStatus): boolean {
  const { windowsFailed, windowsSkipped, rejected, missingSince } = each;
  return windowsFailed + windowsSkipped + rejected > 0 || missingSince !== null;
}

/**
 * Loads the last complete business date of each restaurant from the tables of the bundled models. Without
 * them, none is known.
 */
export async function loadCompleteThrough(
  connection: Connection,
): Promise<ReadonlyMap<string, string>> {
  const rows = await connection
    .all<{ restaurant_id: string; complete: string }>(
      `select restaurant_id, last_complete_business_date::varchar as complete
      from toast_marts.dim_restaurant where last_complete_business_date is not null`,
    )
    .catch(() => []);
  return new Map(rows.map((row) => [row.restaurant_id, row.complete]));
}

/* What Toast has always refused, as what the account does not have, is not waited for. */
function isRead({ windowsDone, windowsFailed }: ResourceStatus): boolean {
  return windowsDone + windowsFailed > 0;
}

function least(instants: readonly string[]): string | null {
  return instants.toSorted()[0] ?? null;
}
