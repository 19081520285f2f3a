import type { Connection, Row } from '../engine/connection.js';

/** What was landed last of a resource of a restaurant. The same once more would change nothing. */
export interface Listing {
  readonly restaurantId: string;
  readonly resource: string;
  /** Of all pages as they were kept, and of what they are complete for. */
  readonly digest: string;
  /** How many entities there are in it. */
  readonly entities: number;
}

export async function knownListings(connection: Connection): Promise<Listing[]> {
  return connection.all<Row & { restaurantId: string; resource: string } & Listing>(
    `select restaurant_id as "restaurantId", resource, digest, entities from toast_meta.listing`,
  );
}

/** Notes what is being landed, in the transaction that lands it. */
export async function recordListings(
  connection: Connection,
  listings: readonly Listing[],
): Promise<void> {
  if (listings.length === 0) return;
  await connection.run(
    `insert or replace into toast_meta.listing
    select listing."restaurantId", listing.resource, listing.digest, listing.entities
    from (select unnest(from_json($listings, '[{
      "restaurantId": "VARCHAR", "resource": "VARCHAR", "digest": "VARCHAR", "entities": "INTEGER"
    }]')) as listing)`,
    { listings: JSON.stringify(listings) },
  );
}
