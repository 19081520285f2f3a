import type { RestaurantResource } from '../../resources/resource.js';
import type { Runtime } from '../../runtime.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import {
  landPages,
  nothingLanded,
  type Landed,
  type LandingPages,
} from '../../warehouse/raw/upsert-pages.js';
import { recordUnits, type LedgerEntry } from '../../warehouse/state/ledger.js';
import { recordListings, type Listing } from '../../warehouse/state/page-digests.js';
import { seriesKey } from '../../warehouse/state/stream-key.js';

/** What was read of a unit of work, to be landed. */
export interface LandingJob {
  readonly resource: RestaurantResource;
  readonly pages: LandingPages;
  /** Size of the pages together. */
  readonly bytes: number;
  /** Size of the largest page. */
  readonly largest: number;
  /** Of the pages, where it is worth knowing whether they are those that were landed last. */
  readonly digest?: string | undefined;
  /** The unit's entry in the ledger. */
  readonly entry: (landed: Landed) => LedgerEntry;
}

interface Waiting extends LandingJob {
  readonly resolve: (entry: LedgerEntry) => void;
  readonly reject: (error: unknown) => void;
}

/* A transaction of so much goes to the file as it is, compressed; a smaller one goes through the log
   and is compressed later, which takes twice the time and much memory. */
const enoughBytes = 48 * 1024 * 1024;

/* More would make the others wait too long. */
const mostBytes = 128 * 1024 * 1024;

/* Units of so little are not made to wait for so much: their restaurants' next windows would wait too. */
const fewBytes = 1024 * 1024;

/* A transaction of a small unit takes as long as one of twenty. After one, the next waits for twice the
   time that it took, so that what many restaurants read meanwhile shares it. */
const restFactor = 2;
const longestRestMs = 200;

/**
 * Commits the rows of units together with their entries in the ledger, one transaction at a time.
 * What waits for its turn and is of the same resource shares one: most units are small, and a
 * transaction costs the same for one as for twenty. Larger ones wait for each other, as long as
 * others are still being read. What was landed last of its resource and restaurant is not landed
 * again: most listings of an account are those of the night before.
 */
export class Lander {
  readonly #waiting: Waiting[] = [];
  readonly #listings: Map<string, Listing>;
  #isLanding = false;
  #reading = 0;
  #rest: AbortController | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: {
      readonly runtime: Runtime;
      readonly runId: string;
      /** What was landed last, as far as it counts. */
      readonly listings: readonly Listing[];
    },
  ) {
    this.#listings = new Map(
      options.listings.map((listing) => [
        seriesKey(listing.restaurantId, listing.resource),
        listing,
      ]),
    );
  }

  /** Lands pages and gives the entry. @throws what `landPages` throws; nothing is written then. */
  land(job: LandingJob): Promise<LedgerEntry> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...this.#orKnown(job), resolve, reject });
      this.#wake();
    });
  }

  /** Runs `read`, from which units to be landed come. */
  async whileReading<T>(read: () => Promise<T>): Promise<T> {
    this.#reading += 1;
    try {
      return await read();
    } finally {
      this.#reading -= 1;
      this.#wake();
    }
  }

  /** Writes the entry of a unit of which nothing was read, and gives it. */
  record(resource: RestaurantResource, entry: LedgerEntry): Promise<LedgerEntry> {
    const pages = { restaurantId: entry.restaurantId, files: [] };
    return this.land({ resource, pages, bytes: 0, largest: 0, entry: () => entry });
  }

  /* A job whose pages are those that were landed last has nothing to land but its entry. */
  #orKnown(job: LandingJob): LandingJob {
    const { restaurantId = '' } = job.pages;
    const last = this.#listings.get(seriesKey(restaurantId, job.resource.name));
    if (last === undefined || last.digest !== job.digest) return job;
    const pages = { restaurantId, files: [] };
    const entry = () => job.entry({ ...nothingLanded, read: last.entities });
    return { resource: job.resource, pages, bytes: 0, largest: 0, entry };
  }

  #wake(): void {
    if (this.#reading === 0) this.#rest?.abort();
    if (!this.#isLanding) void this.#landAll();
  }

  async #landAll(): Promise<void> {
    this.#isLanding = true;
    for (let group = this.#nextGroup(); group.length > 0; group = this.#nextGroup()) {
      for (const one of group) this.#waiting.splice(this.#waiting.indexOf(one), 1);
      const startedAt = this.options.runtime.now();
      /* What is wrong with one is no reason to refuse the others. */
      if (!(await this.#tryTogether(group))) for (const one of group) await this.#landAlone(one);
      const took = this.options.runtime.now() - startedAt;
      if (areSmall(group)) await this.#restFor(took * restFactor);
    }
    this.#isLanding = false;
  }

  /* There is nothing to wait for when nothing is being read. */
  async #restFor(ms: number): Promise<void> {
    if (ms <= 0 || this.#reading === 0) return;
    this.#rest = new AbortController();
    const { runtime } = this.options;
    await runtime.sleep(Math.min(ms, longestRestMs), this.#rest.signal).catch(() => undefined);
    this.#rest = undefined;
  }

  async #tryTogether(group: readonly Waiting[]): Promise<boolean> {
    if (group.length === 1) return false;
    try {
      const entries = await this.#commit(group);
      group.forEach(({ resolve }, i) => resolve(entries[i] as LedgerEntry));
      return true;
    } catch {
      return false;
    }
  }

  async #landAlone(one: Waiting): Promise<void> {
    try {
      const [entry] = await this.#commit([one]);
      one.resolve(entry as LedgerEntry);
    } catch (error) {
      one.reject(error);
    }
  }

  async #commit(group: readonly Waiting[]): Promise<LedgerEntry[]> {
    const { connection } = this;
    const { runId, runtime } = this.options;
    const listings = new Map<string, Listing>();
    const entries = await connection.transaction(async () => {
      const landed = await landPages(connection, shapeOf(group), {
        runId,
        at: runtime.now(),
        maximumObjectSize: Math.max(...group.map(({ largest }) => largest)),
        restaurants: group.map(({ pages }) => pages),
      });
      const entries = group.map(({ entry }, i) => entry(landed[i] as Landed));
      await recordUnits(connection, entries);
      group.forEach(({ digest, resource, pages: { restaurantId = '' } }, i) => {
        if (digest === undefined) return;
        const { read } = landed[i] as Landed;
        const listing = { restaurantId, resource: resource.name, digest, entities: read };
        listings.set(seriesKey(restaurantId, resource.name), listing);
      });
      await recordListings(connection, [...listings.values()]);
      return entries;
    });
    for (const [series, listing] of listings) this.#listings.set(series, listing);
    return entries;
  }

  /* Those without pages, or all of one resource that are to be landed now; none while they wait
     for more. */
  #nextGroup(): Waiting[] {
    const entriesOnly = this.#waiting.filter(({ pages }) => pages.files.length === 0);
    if (entriesOnly.length > 0) return entriesOnly;
    for (const resource of new Set(this.#waiting.map((one) => one.resource))) {
      const group = this.#ofResource(resource);
      if (areSmall(group) || bytesOf(group) >= enoughBytes || this.#reading === 0) return group;
    }
    return [];
  }

  #ofResource(wanted: RestaurantResource): Waiting[] {
    let bytes = 0;
    return this.#waiting.filter(({ resource, bytes: own }) => {
      if (resource !== wanted || (bytes > 0 && bytes + own > mostBytes)) return false;
      bytes += own;
      return true;
    });
  }
}

function bytesOf(group: readonly Waiting[]): number {
  return group.reduce((sum, one) => sum + one.bytes, 0);
}

function areSmall(group: readonly Waiting[]): boolean {
  return group.every(({ bytes }) => bytes <= fewBytes);
}

function shapeOf([first]: readonly Waiting[]) {
  const { name, idPath, modifiedPath } = (first as Waiting).resource;
  return { table: name, idPath, modifiedPath };
}
