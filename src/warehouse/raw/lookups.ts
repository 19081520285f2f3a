import type { Connection } from '../engine/connection.js';
import { identifier } from '../engine/sql.js';

/** Loads time zone and close-out hour by restaurant, for restaurants whose details were extracted. */
export async function loadDaySettings(
  connection: Connection,
): Promise<Map<string, { timeZone: string; closeoutHour: number }>> {
  const rows = await connection.all<{ id: string; zone: string | null; hour: number | null }>(
    `select
      restaurant_id as id,
      payload ->> '$.general.timeZone' as zone,
      try_cast(payload ->> '$.general.closeoutHour' as integer) as hour
    from raw_toast.restaurant_details`,
  );
  return new Map(
    rows.flatMap(({ id, zone, hour }) =>
      zone === null ? [] : [[id, { timeZone: zone, closeoutHour: hour ?? defaultCloseoutHour }]],
    ),
  );
}

/* Guide: apiHowToReporting. */
const defaultCloseoutHour = 4;

/**
 * Loads the version by restaurant of a resource that has one entity for each restaurant; `field` is
 * the top-level field of the payload that holds it.
 */
export async function loadVersions(
  connection: Connection,
  table: string,
  field: string,
): Promise<Map<string, string>> {
  const rows = await connection.all<{ id: string; version: string | null }>(
    `select restaurant_id as id, payload ->> $path as version
    from raw_toast.${identifier(table)} where removed_at is null`,
    { path: `$.${field}` },
  );
  return new Map(rows.flatMap(({ id, version }) => (version === null ? [] : [[id, version]])));
}

/** Loads names of restaurants by GUID, as far as the partners API or their own details gave them. */
export async function loadRestaurantNames(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.all<{ id: string; name: string | null }>(`
    select
      restaurants.id,
      concat_ws(
        ', ',
        coalesce(restaurants.payload ->> '$.restaurantName', details.payload ->> '$.general.name'),
        nullif(
          coalesce(
            restaurants.payload ->> '$.locationName', details.payload ->> '$.general.locationName'
          ),
          ''
        )
      ) as name
    from raw_toast.restaurants
    left join raw_toast.restaurant_details as details
      on details.restaurant_id = restaurants.id
  `);
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
}

/* A location that no longer uses Toast is listed with `deleted` (definition `PartnerAccessExternalRep`). */
const isInUse = `(payload ->> '$.deleted') is distinct from 'true'`;

/** Loads the GUIDs of the restaurants that Toast's last list had in use, or that the configuration named. */
export async function loadKnownRestaurants(connection: Connection): Promise<string[]> {
  const rows = await connection.all<{ id: string }>(
    `select id from raw_toast.restaurants where removed_at is null and ${isInUse} order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Loads since when restaurants that were in use are marked as removed: epoch ms by GUID. */
export async function loadRemovedRestaurants(connection: Connection): Promise<Map<string, number>> {
  const rows = await connection.all<{ id: string; since: number }>(
    `select id, epoch_ms(removed_at) as since
    from raw_toast.restaurants where removed_at is not null and ${isInUse} order by id`,
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}

/**
 * Counts the rows of the raw tables of these resources. Returns a function that looks up the count of
 * a resource for one restaurant, or for all with `*`.
 */
export async function countRawRows(
  connection: Connection,
  resources: ReadonlySet<string>,
): Promise<(restaurantId: string, resource: string) => number> {
  const counts = new Map<string, Map<string, number>>();
  for (const resource of resources) {
    const rows = await connection.all<{ restaurant_id: string; rows: number }>(
      `select coalesce(restaurant_id, '*') as restaurant_id, count(*) as rows
      from raw_toast.${identifier(resource)}
      group by cube (restaurant_id)`,
    );
    counts.set(resource, new Map(rows.map((row) => [row.restaurant_id, row.rows])));
  }
  return (restaurantId, resource) => counts.get(resource)?.get(restaurantId) ?? 0;
}
