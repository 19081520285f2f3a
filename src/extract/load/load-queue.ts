import type { RestaurantResource } from '../../resources/resource.js';
import type { Runtime } from '../../runtime.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { trimCache } from '../../warehouse/memory/memory-limit.js';
import { noRows } from '../../warehouse/raw/upsert-pages.js';
import type { LedgerEntry } from '../../warehouse/state/ledger.js';
import type { PageDigest } from '../../warehouse/state/page-digests.js';
import { streamKey } from '../../warehouse/state/stream.js';
import { byResource, commitUnits, type FetchedUnit, type HistorySettings } from './commit-units.js';

export interface LoadQueueOptions {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly runId: string;
  /** Digests of the pages that were loaded last; empty to load everything again. */
  readonly digests: readonly PageDigest[];
  readonly history?: HistorySettings | undefined;
}

interface QueuedUnit extends FetchedUnit {
  readonly resolve: (entry: LedgerEntry) => void;
  readonly reject: (error: unknown) => void;
}

/* A transaction of this size is written to the file directly, compressed; a smaller one goes through the
   write-ahead log and is compressed later, which takes twice the time and much memory. */
const fullTransactionBytes = 48 * 1024 * 1024;

/* More would make the other units wait too long, and the engine keeps what a transaction reads. */
const maxTransactionBytes = 64 * 1024 * 1024;

/* Units of up to this size do not wait for a full transaction, because the next windows of their
   restaurants would wait too. */
const smallUnitBytes = 1024 * 1024;

/* A transaction of one small unit takes nearly as long as one of twenty. After one, the next is delayed by
   twice the time it took, so that what many restaurants fetch meanwhile shares it. */
const cooldownFactor = 2;
const maxCooldownMs = 200;

/* A run hardly ever reads again what it has read or written, except for keys and the ends of tables. */
const cacheMegabytes = 32;

/**
 * Queues fetched units and commits them, one transaction at a time. Small units that are waiting share a
 * transaction, and those of one resource its statements: most are small, and one costs nearly the same
 * for one unit as for twenty. Large units share one with others of their resource, and wait for more as
 * long as others are being fetched. Pages that are the same as those loaded last for their stream are
 * not loaded again: most lists of an account are last night's.
 */
export class LoadQueue {
  readonly #waiting: QueuedUnit[] = [];
  readonly #digests: Map<string, PageDigest>;
  #isLoading = false;
  #fetching = 0;
  #cooldown: AbortController | undefined;

  constructor(private readonly options: LoadQueueOptions) {
    this.#digests = new Map(options.digests.map((digest) => [keyOf(digest), digest]));
  }

  /**
   * Loads a unit and returns its entry in the ledger.
   * @throws whatever `commitUnits` throws; nothing of the unit is in the database then.
   */
  load(unit: FetchedUnit): Promise<LedgerEntry> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...this.#withoutRepeatedPages(unit), resolve, reject });
      this.#wake();
    });
  }

  /** Saves the entry of a unit that was not fetched, and returns it. */
  saveEntry(resource: RestaurantResource, entry: LedgerEntry): Promise<LedgerEntry> {
    return this.load(unitWithoutPages(resource, entry.restaurantId, () => entry));
  }

  /** Runs `fetch`, after which a unit is to be expected. */
  async whileFetching<T>(fetch: () => Promise<T>): Promise<T> {
    this.#fetching += 1;
    try {
      return await fetch();
    } finally {
      this.#fetching -= 1;
      this.#wake();
    }
  }

  /** Tells whether pages with this digest are those that were loaded last for their stream. */
  hasLoaded(
    resource: RestaurantResource,
    restaurantId: string,
    digest: string | undefined,
  ): boolean {
    return digest !== undefined && this.#lastOf(resource, restaurantId)?.digest === digest;
  }

  #withoutRepeatedPages(unit: FetchedUnit): FetchedUnit {
    const { restaurantId = '' } = unit.pages;
    const last = this.#lastOf(unit.resource, restaurantId);
    if (last === undefined || last.digest !== unit.digest) return unit;
    const entry = () => unit.entry({ ...noRows, read: last.entities });
    return { ...unitWithoutPages(unit.resource, restaurantId, entry), rejected: unit.rejected };
  }

  #lastOf({ name }: RestaurantResource, restaurantId = ''): PageDigest | undefined {
    return this.#digests.get(streamKey(restaurantId, name));
  }

  #wake(): void {
    if (this.#fetching === 0) this.#cooldown?.abort();
    if (!this.#isLoading) void this.#loadAll();
  }

  async #loadAll(): Promise<void> {
    const { runtime } = this.options;
    this.#isLoading = true;
    for (let group = this.#nextGroup(); group.length > 0; group = this.#nextGroup()) {
      for (const unit of group) this.#waiting.splice(this.#waiting.indexOf(unit), 1);
      const startedAt = runtime.now();
      await this.#loadGroup(group);
      if (areSmall(group)) await this.#coolDown((runtime.now() - startedAt) * cooldownFactor);
    }
    this.#isLoading = false;
  }

  /* When nothing is being fetched, there is nothing to wait for. */
  async #coolDown(ms: number): Promise<void> {
    if (ms <= 0 || this.#fetching === 0) return;
    this.#cooldown = new AbortController();
    const { runtime } = this.options;
    await runtime.sleep(Math.min(ms, maxCooldownMs), this.#cooldown.signal).catch(() => undefined);
    this.#cooldown = undefined;
  }

  /* A unit that cannot be loaded is no reason to refuse the others: a group that fails is loaded in
     smaller ones, by resource and then unit by unit. */
  async #loadGroup(group: readonly QueuedUnit[]): Promise<void> {
    if (await this.#tryTogether(group)) return;
    const parts = byResource(group);
    if (parts.length > 1) for (const part of parts) await this.#loadGroup(part);
    else for (const unit of group) await this.#loadAlone(unit);
  }

  async #tryTogether(group: readonly QueuedUnit[]): Promise<boolean> {
    if (group.length === 1) return false;
    try {
      const entries = await this.#commit(group);
      group.forEach(({ resolve }, i) => resolve(entries[i] as LedgerEntry));
      return true;
    } catch {
      return false;
    }
  }

  async #loadAlone(unit: QueuedUnit): Promise<void> {
    try {
      const [entry] = await this.#commit([unit]);
      unit.resolve(entry as LedgerEntry);
    } catch (error) {
      unit.reject(error);
    }
  }

  async #commit(group: readonly FetchedUnit[]): Promise<LedgerEntry[]> {
    const { connection, runId, runtime, history } = this.options;
    const stamp = { runId, at: runtime.now(), history };
    const { entries, digests } = await commitUnits(connection, group, stamp);
    for (const digest of digests) this.#digests.set(keyOf(digest), digest);
    if (bytesOf(group) > 0) await trimCache(connection, cacheMegabytes);
    return entries;
  }

  /* Selects the units without pages and those of resources whose units are all small, or else the units
     of one resource that are due; none while they wait for more. */
  #nextGroup(): QueuedUnit[] {
    const groups = byResource(this.#waiting);
    const small = groups.flatMap((group) =>
      areSmall(group) ? group : group.filter(({ pages }) => pages.files.length === 0),
    );
    if (small.length > 0) return upToLimit(small);
    const due = groups
      .map(upToLimit)
      .find((group) => this.#fetching === 0 || bytesOf(group) >= fullTransactionBytes);
    return due ?? [];
  }
}

function keyOf({ restaurantId, resource }: PageDigest): string {
  return streamKey(restaurantId, resource);
}

function unitWithoutPages(
  resource: RestaurantResource,
  restaurantId: string,
  entry: () => LedgerEntry,
): FetchedUnit {
  return { resource, pages: { restaurantId, files: [] }, bytes: 0, largest: 0, entry };
}

function bytesOf(group: readonly FetchedUnit[]): number {
  return group.reduce((sum, unit) => sum + unit.bytes, 0);
}

/* Selects units in the order in which they wait. */
function upToLimit<T extends FetchedUnit>(units: readonly T[]): T[] {
  let bytes = 0;
  return units.filter(({ bytes: own }) => {
    if (bytes > 0 && bytes + own > maxTransactionBytes) return false;
    bytes += own;
    return true;
  });
}

function areSmall(group: readonly FetchedUnit[]): boolean {
  return group.every(({ bytes }) => bytes <= smallUnitBytes);
}
