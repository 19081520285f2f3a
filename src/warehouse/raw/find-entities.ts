import type { Connection, Row } from '../engine/connection.js';
import { literals } from '../engine/sql.js';
import { pagesSql } from './pages-sql.js';
import type { EntityShape, RestaurantPages } from './restaurant-pages.js';

/** Identifies an entity of a resource. */
export interface EntityKey {
  readonly restaurantId: string;
  readonly id: string;
}

/** Returns which entities of the given ids are in spooled pages, which `upsertPages` accepted. */
export async function findEntities(
  connection: Connection,
  shape: EntityShape,
  pages: { restaurants: readonly RestaurantPages[]; maximumObjectSize: number },
  ids: readonly string[],
): Promise<EntityKey[]> {
  const { restaurants, maximumObjectSize } = pages;
  if (ids.length === 0 || restaurants.every(({ files }) => files.length === 0)) return [];
  return connection.all<Row & { restaurantId: string; id: string }>(
    `select distinct restaurant_id as "restaurantId", id
    from ${pagesSql(shape, restaurants, maximumObjectSize)}
    where list_contains(${literals(ids)}, id)`,
  );
}
