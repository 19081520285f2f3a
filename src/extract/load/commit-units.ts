import type { RestaurantResource } from '../../resources/resource.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { RestaurantPages } from '../../warehouse/raw/restaurant-pages.js';
import { upsertPages, type UpsertCounts } from '../../warehouse/raw/upsert-pages.js';
import { saveLedgerEntries, type LedgerEntry } from '../../warehouse/state/ledger.js';
import { savePageDigests, type PageDigest } from '../../warehouse/state/page-digests.js';

/** A unit whose pages are in the spool, ready to be loaded. */
export interface FetchedUnit {
  readonly resource: RestaurantResource;
  readonly pages: RestaurantPages;
  /** Size of all pages. */
  readonly bytes: number;
  /** Size of the largest page. */
  readonly largest: number;
  /** Digest of the pages, for resources whose pages may repeat. */
  readonly digest?: string | undefined;
  /** Makes the unit's entry in the ledger. */
  readonly entry: (counts: UpsertCounts) => LedgerEntry;
}

export interface Committed {
  /** In the order of the units. */
  readonly entries: LedgerEntry[];
  readonly digests: PageDigest[];
}

/**
 * Loads the rows of units of one resource, and saves their entries in the ledger and the digests of
 * their pages, in one transaction: either all of it is in the database or nothing.
 * @throws whatever `upsertPages` throws.
 */
export async function commitUnits(
  connection: Connection,
  units: readonly FetchedUnit[],
  { runId, at }: { runId: string; at: number },
): Promise<Committed> {
  return connection.transaction(async () => {
    const counts = await upsertPages(connection, shapeOf(units), {
      runId,
      at,
      maximumObjectSize: Math.max(...units.map(({ largest }) => largest)),
      restaurants: units.map(({ pages }) => pages),
    });
    const entries = units.map(({ entry }, i) => entry(counts[i] as UpsertCounts));
    const digests = units.flatMap(({ digest, resource, pages: { restaurantId = '' } }, i) => {
      if (digest === undefined) return [];
      const { read } = counts[i] as UpsertCounts;
      return [{ restaurantId, resource: resource.name, digest, entities: read }];
    });
    await saveLedgerEntries(connection, entries);
    await savePageDigests(connection, digests);
    return { entries, digests };
  });
}

function shapeOf([first]: readonly FetchedUnit[]) {
  const { name, idPath, modifiedPath } = (first as FetchedUnit).resource;
  return { table: name, idPath, modifiedPath };
}
