import type { Connection } from '../engine/connection.js';
import { literals } from '../engine/sql.js';
import { hasTable } from './assert-database.js';
import { replaceRows } from './replace-rows.js';

/**
 * Loads since when restaurants are missing from Toast's list that are not marked as removed yet: epoch ms
 * by GUID. None from a file of an earlier version.
 */
export async function loadMissingSince(connection: Connection): Promise<Map<string, number>> {
  if (!(await hasTable(connection, 'toast_meta.missing_restaurant'))) return new Map();
  const rows = await connection.all<{ id: string; since: number }>(
    `select restaurant_id as id, epoch_ms(missing_since) as since
    from toast_meta.missing_restaurant order by restaurant_id`,
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}

/** Saves since when restaurants are missing (epoch ms by GUID), and forgets all others. */
export async function saveMissingSince(
  connection: Connection,
  since: ReadonlyMap<string, number>,
): Promise<void> {
  await connection.run(
    `delete from toast_meta.missing_restaurant
    where not list_contains(${literals([...since.keys()])}::varchar[], restaurant_id)`,
  );
  await replaceRows(
    connection,
    'toast_meta.missing_restaurant',
    ['restaurant_id'],
    [...since].map(([id, ms]) => ({ restaurant_id: id, missing_since: new Date(ms) })),
  );
}
