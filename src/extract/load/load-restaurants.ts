import { restaurants } from '../../resources/restaurants.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { landPages, nothingLanded } from '../../warehouse/raw/upsert-pages.js';
import { recordUnits, wholeAccount, type LedgerEntry } from '../../warehouse/state/ledger.js';
import { knowRestaurants } from '../../warehouse/raw/raw-table.js';
import type { Discovery } from '../discover/discover.js';
import type { ExtractOptions } from '../options.js';
import type { Spool } from '../fetch/spool.js';

/** Lands which restaurants there are, with the entry in the ledger that says so. */
export async function landRestaurants(
  { restaurantIds, partnerList }: Discovery,
  { runtime, runId }: ExtractOptions,
  connection: Connection,
  spool: Spool,
): Promise<LedgerEntry> {
  const { name, idPath, modifiedPath } = restaurants;
  const startedAt = runtime.now();
  const files = partnerList === undefined ? [] : [await spool.write(partnerList)];
  const entry = await connection.transaction(async () => {
    const [landed = nothingLanded] = await landPages(
      connection,
      { table: name, idPath, modifiedPath },
      {
        runId,
        at: runtime.now(),
        maximumObjectSize: partnerList?.length ?? 0,
        /* A location that disconnects disappears from the list (guide:
           apiPartnersGettingAccessibleRestaurants). */
        restaurants: [{ files, complete: {} }],
      },
    );
    const known = await knowRestaurants(connection, restaurantIds, { runId, at: runtime.now() });
    const done: LedgerEntry = {
      restaurantId: wholeAccount,
      resource: name,
      start: 0,
      end: 0,
      status: 'done',
      rowsRead: restaurantIds.length,
      rowsNew: landed.inserted + known,
      rowsUpdated: landed.updated + landed.removed,
      requests: 1,
      startedAt,
      finishedAt: runtime.now(),
      runId,
    };
    await recordUnits(connection, [done]);
    return done;
  });
  await spool.discard(files);
  return entry;
}
