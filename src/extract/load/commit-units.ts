import {
  hasBusinessDate,
  type HistorySetting,
  type RestaurantResource,
} from '../../resources/resource.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { findEntities } from '../../warehouse/raw/find-entities.js';
import type { EntityShape, RestaurantPages } from '../../warehouse/raw/restaurant-pages.js';
import { upsertPages, type UpsertCounts } from '../../warehouse/raw/upsert-pages.js';
import { saveLedgerEntries, type LedgerEntry } from '../../warehouse/state/ledger.js';
import { savePageDigests, type PageDigest } from '../../warehouse/state/page-digests.js';
import type { RejectedEntity } from '../entities/isolate-entities.js';
import { settleRejections } from './settle-rejections.js';

/** A unit whose pages are in the spool, ready to be loaded. */
export interface FetchedUnit {
  readonly resource: RestaurantResource;
  readonly pages: RestaurantPages;
  /** Size of all pages. */
  readonly bytes: number;
  /** Size of the largest page. */
  readonly largest: number;
  /** Entities that cannot be loaded, and are not in the pages. */
  readonly rejected?: readonly RejectedEntity[];
  /** Digest of the pages, for resources whose pages may repeat. */
  readonly digest?: string | undefined;
  /** Makes the unit's entry in the ledger. */
  readonly entry: (counts: UpsertCounts) => LedgerEntry;
}

/** Tells which superseded versions are kept that are not always kept. */
export type HistorySettings = Readonly<Partial<Record<HistorySetting, boolean>>>;

export interface Committed {
  /** In the order of the units. */
  readonly entries: LedgerEntry[];
  readonly digests: PageDigest[];
}

/**
 * Loads the rows of units of one resource, keeps the versions they replace, and saves their entries in the
 * ledger, their rejected entities and the digests of their pages, in one transaction: either all of it is
 * in the database or nothing.
 * @throws whatever `upsertPages` throws.
 */
export async function commitUnits(
  connection: Connection,
  units: readonly FetchedUnit[],
  { runId, at, history = {} }: { runId: string; at: number; history?: HistorySettings | undefined },
): Promise<Committed> {
  return connection.transaction(async () => {
    const shape = shapeOf(units, history);
    const pages = {
      maximumObjectSize: Math.max(...units.map(({ largest }) => largest)),
      restaurants: units.map((unit) => unit.pages),
    };
    const counts = await upsertPages(connection, shape, { runId, at, ...pages });
    const entries = units.map(({ entry }, i) => entry(counts[i] as UpsertCounts));
    const digests = units.flatMap(({ digest, resource, pages: { restaurantId = '' } }, i) => {
      if (digest === undefined) return [];
      const { read } = counts[i] as UpsertCounts;
      return [{ restaurantId, resource: resource.name, digest, entities: read }];
    });
    await saveLedgerEntries(connection, entries);
    const ended = units.map(({ rejected = [] }, i) => ({
      entry: entries[i] as LedgerEntry,
      rejected,
    }));
    await settleRejections(connection, ended, (ids) => findEntities(connection, shape, pages, ids));
    await savePageDigests(connection, digests);
    return { entries, digests };
  });
}

function shapeOf([first]: readonly FetchedUnit[], settings: HistorySettings): EntityShape {
  const { resource } = first as FetchedUnit;
  const { name, idPath, modifiedPath } = resource;
  return {
    ...{ table: name, idPath, modifiedPath },
    hasBusinessDate: hasBusinessDate(resource),
    history: historyOf(resource, settings),
  };
}

/* A payload with guest data can differ because another privacy setting applies, which is no version: it
   would keep what the setting drops. */
function historyOf({ history, guests }: RestaurantResource, settings: HistorySettings) {
  if (history !== undefined && !settings[history]) return undefined;
  return guests === undefined ? 'different' : 'earlier';
}
