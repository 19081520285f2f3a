import { shapeOf, type HistorySetting, type RestaurantResource } from '../../resources/resource.js';
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
 * Loads the rows of units, keeps the versions they replace, and saves their entries in the ledger, their
 * rejected entities and the digests of their pages, in one transaction: either all of it is in the
 * database or nothing.
 * @throws whatever `upsertPages` throws.
 */
export async function commitUnits(
  connection: Connection,
  units: readonly FetchedUnit[],
  stamp: Stamp,
): Promise<Committed> {
  return connection.transaction(async () => {
    const requests = byResource(units).map((own) => requestOf(own, stamp));
    const counts = new Map<FetchedUnit, UpsertCounts>();
    for (const { own, shape, pages } of requests) {
      const loaded = await upsertPages(connection, shape, pages);
      own.forEach((unit, i) => counts.set(unit, loaded[i] as UpsertCounts));
    }
    const ended = units.map((unit) => {
      const own = counts.get(unit) as UpsertCounts;
      const { rejected = [] } = unit;
      return { entry: unit.entry(own), rejected, digests: digestsOf(unit, own) };
    });
    const entries = ended.map(({ entry }) => entry);
    await saveLedgerEntries(connection, entries);
    await settleRejections(connection, ended, async (resource, ids) => {
      const request = requests.find(({ shape }) => shape.table === resource);
      return request === undefined
        ? []
        : findEntities(connection, request.shape, request.pages, ids);
    });
    const digests = ended.flatMap((unit) => unit.digests);
    await savePageDigests(connection, digests);
    return { entries, digests };
  });
}

/** Groups units by resource, in the order in which the resources first occur. */
export function byResource<T extends { readonly resource: RestaurantResource }>(
  units: readonly T[],
): T[][] {
  const groups = new Map<RestaurantResource, T[]>();
  for (const unit of units) {
    const known = groups.get(unit.resource);
    if (known === undefined) groups.set(unit.resource, [unit]);
    else known.push(unit);
  }
  return [...groups.values()];
}

/** The run, when its units are loaded (epoch ms), and which of their superseded versions are kept. */
interface Stamp {
  readonly runId: string;
  readonly at: number;
  readonly history?: HistorySettings | undefined;
}

/* What has to be loaded of units of one resource. */
function requestOf(own: readonly FetchedUnit[], { runId, at, history = {} }: Stamp) {
  const { resource } = own[0] as FetchedUnit;
  const shape: EntityShape = {
    ...shapeOf(resource),
    history: historyOf(resource, history),
  };
  const maximumObjectSize = Math.max(...own.map(({ largest }) => largest));
  const restaurants = own.map(({ pages }) => pages);
  return { own, shape, pages: { runId, at, maximumObjectSize, restaurants } };
}

function digestsOf(
  { digest, resource, pages: { restaurantId = '' } }: FetchedUnit,
  { read }: UpsertCounts,
): PageDigest[] {
  if (digest === undefined) return [];
  return [{ restaurantId, resource: resource.name, digest, entities: read }];
}

/* A payload with guest data can differ because another privacy setting applies, which is no version: it
   would keep what the setting drops. */
function historyOf({ history, guests }: RestaurantResource, settings: HistorySettings) {
  if (history !== undefined && !settings[history]) return undefined;
  return guests === undefined ? 'different' : 'earlier';
}
