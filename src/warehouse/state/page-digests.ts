import type { Connection, Row } from '../engine/connection.js';
import { replaceRows } from './replace-rows.js';

/** Identifies the pages of a stream that were loaded last; loading the same again changes nothing. */
export interface PageDigest {
  readonly restaurantId: string;
  readonly resource: string;
  /** Hash of all pages as spooled, and of their deletion scope. */
  readonly digest: string;
  /** Number of entities in the pages. */
  readonly entities: number;
}

/** Loads the digests of all streams. */
export async function loadPageDigests(connection: Connection): Promise<PageDigest[]> {
  return connection.all<Row & { restaurantId: string; resource: string } & PageDigest>(
    `select restaurant_id as "restaurantId", resource, digest, entities
    from toast_meta.page_digest`,
  );
}

/** Saves digests. Call it in the transaction that loads their pages. */
export async function savePageDigests(
  connection: Connection,
  digests: readonly PageDigest[],
): Promise<void> {
  const rows = digests.map(({ restaurantId, resource, digest, entities }) => {
    return { restaurant_id: restaurantId, resource, digest, entities };
  });
  await replaceRows(connection, 'toast_meta.page_digest', ['restaurant_id', 'resource'], rows);
}
