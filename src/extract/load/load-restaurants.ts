import { shapeOf } from '../../resources/resource.js';
import { restaurants } from '../../resources/restaurants.js';
import type { Runtime } from '../../runtime.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { loadKnownRestaurants } from '../../warehouse/raw/lookups.js';
import { ensureRestaurants } from '../../warehouse/raw/raw-table.js';
import { noRows, upsertPages } from '../../warehouse/raw/upsert-pages.js';
import { saveLedgerEntries, wholeAccount, type LedgerEntry } from '../../warehouse/state/ledger.js';
import { loadMissingSince, saveMissingSince } from '../../warehouse/state/missing-restaurants.js';
import type { RejectedEntity } from '../entities/isolate-entities.js';
import { withoutRejected } from './deletion-scope.js';
import { judgeMissing, noneMissing, type MissingRestaurants } from './missing-restaurants.js';
import { settleRejections } from './settle-rejections.js';

export interface LoadRestaurantsOptions {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly runId: string;
  /** GUIDs of all restaurants that were found. */
  readonly restaurantIds: readonly string[];
  /** GUIDs in the list of the partners API, if the restaurants came from there. */
  readonly listed?: readonly string[] | undefined;
  /** The list of the partners API as a spooled page, if the restaurants came from there. */
  readonly page?: { readonly file: string; readonly bytes: number } | undefined;
  /** Records that name no restaurant; left out if no list was read. */
  readonly rejected?: readonly RejectedEntity[] | undefined;
  /** Takes restaurants that are not listed for gone, however many they are. */
  readonly acceptMissing: boolean;
}

export interface LoadedRestaurants {
  readonly entry: LedgerEntry;
  readonly missing: MissingRestaurants;
}

/**
 * Loads the list of restaurants together with its entry in the ledger. Returns the entry, and the known
 * restaurants that the list lacks.
 */
export async function loadRestaurants(options: LoadRestaurantsOptions): Promise<LoadedRestaurants> {
  const { connection, runtime, runId, restaurantIds, page, rejected } = options;
  const startedAt = runtime.now();
  return connection.transaction(async () => {
    const missing = await findMissing(options);
    const deletionScope = { except: [...missing.kept.keys()] };
    const [loaded = noRows] = await upsertPages(
      connection,
      { ...shapeOf(restaurants), history: 'different' },
      {
        runId,
        at: runtime.now(),
        maximumObjectSize: page?.bytes ?? 0,
        /* A location that disconnects disappears from the list (guide:
           apiPartnersGettingAccessibleRestaurants). */
        restaurants: [
          {
            files: page === undefined ? [] : [page.file],
            deletionScope: withoutRejected(deletionScope, rejected ?? []),
          },
        ],
      },
    );
    const added = await ensureRestaurants(connection, restaurantIds, { runId, at: runtime.now() });
    const entry: LedgerEntry = {
      restaurantId: wholeAccount,
      resource: restaurants.name,
      start: 0,
      end: 0,
      status: 'done',
      rowsRead: restaurantIds.length,
      rowsNew: loaded.inserted + added,
      rowsUpdated: loaded.updated + loaded.removed,
      requests: 1,
      startedAt,
      finishedAt: runtime.now(),
      runId,
    };
    await saveLedgerEntries(connection, [entry]);
    if (rejected !== undefined) {
      await settleRejections(connection, [{ entry, rejected }], async () => []);
    }
    return { entry, missing };
  });
}

/* A record without a GUID may be that of any restaurant. */
async function findMissing(options: LoadRestaurantsOptions): Promise<MissingRestaurants> {
  const { connection, runtime, page, listed, rejected, acceptMissing } = options;
  const broken = (rejected ?? []).map(({ id }) => id);
  if (page === undefined || broken.includes(undefined)) return noneMissing;
  const missing = judgeMissing({
    known: await loadKnownRestaurants(connection),
    listed: new Set([...(listed ?? []), ...broken.flatMap((id) => id ?? [])]),
    missingSince: await loadMissingSince(connection),
    now: runtime.now(),
    acceptMissing,
  });
  await saveMissingSince(connection, missing.kept);
  return missing;
}
