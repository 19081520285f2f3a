import type { RestaurantResource } from '../resources/resource.js';
import type { Runtime } from '../runtime.js';
import type { Connection } from '../warehouse/connection.js';
import { landPages, type Landed, type LandingPages } from '../warehouse/landing.js';
import { recordUnits, type LedgerEntry } from '../warehouse/ledger.js';

/** What was read of a unit of work, to be landed. */
export interface LandingJob {
  readonly resource: RestaurantResource;
  readonly pages: LandingPages;
  /** Size of the pages together. */
  readonly bytes: number;
  /** Size of the largest page. */
  readonly largest: number;
  /** The unit's entry in the ledger. */
  readonly entry: (landed: Landed) => LedgerEntry;
}

interface Waiting extends LandingJob {
  readonly resolve: (entry: LedgerEntry) => void;
  readonly reject: (error: unknown) => void;
}

/* More would keep too much of it in memory at once. */
const mostBytes = 32 * 1024 * 1024;

/* What was committed waits in the log and in memory until the engine is told to write it out. */
const checkpointBytes = 16 * 1024 * 1024;

/**
 * Commits the rows of units together with their entries in the ledger, one transaction at a time.
 * What waits for its turn and is of the same resource shares one: most units are small, and a
 * transaction costs the same for one as for twenty.
 */
export class Lander {
  readonly #waiting: Waiting[] = [];
  #isLanding = false;
  #bytesInLog = 0;

  constructor(
    private readonly connection: Connection,
    private readonly options: { readonly runtime: Runtime; readonly runId: string },
  ) {}

  /** Lands pages and gives the entry. @throws what `landPages` throws; nothing is written then. */
  land(job: LandingJob): Promise<LedgerEntry> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...job, resolve, reject });
      if (!this.#isLanding) void this.#landAll();
    });
  }

  /** Writes the entry of a unit of which nothing was read, and gives it. */
  record(resource: RestaurantResource, entry: LedgerEntry): Promise<LedgerEntry> {
    const pages = { restaurantId: entry.restaurantId, files: [] };
    return this.land({ resource, pages, bytes: 0, largest: 0, entry: () => entry });
  }

  async #landAll(): Promise<void> {
    this.#isLanding = true;
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup();
      /* What is wrong with one is no reason to refuse the others. */
      if (!(await this.#tryTogether(group))) for (const one of group) await this.#landAlone(one);
    }
    this.#isLanding = false;
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
    const entries = await connection.transaction(async () => {
      const landed = await landPages(connection, shapeOf(group), {
        runId,
        at: runtime.now(),
        maximumObjectSize: Math.max(...group.map(({ largest }) => largest)),
        restaurants: group.map(({ pages }) => pages),
      });
      const entries = group.map(({ entry }, i) => entry(landed[i] as Landed));
      await recordUnits(connection, entries);
      return entries;
    });
    this.#bytesInLog += group.reduce((sum, { bytes }) => sum + bytes, 0);
    if (this.#bytesInLog >= checkpointBytes) {
      await connection.run('checkpoint');
      this.#bytesInLog = 0;
    }
    return entries;
  }

  /* The first that waits, and all of its resource that fit beside it, but of each restaurant one:
     windows of one restaurant can hold the same entity. */
  #nextGroup(): Waiting[] {
    const [first] = this.#waiting;
    const restaurants = new Set<string | undefined>();
    let bytes = 0;
    const group = this.#waiting.filter(({ resource, pages, ...job }) => {
      if (resource !== first?.resource || restaurants.has(pages.restaurantId)) return false;
      if (restaurants.size > 0 && bytes + job.bytes > mostBytes) return false;
      restaurants.add(pages.restaurantId);
      bytes += job.bytes;
      return true;
    });
    for (const one of group) this.#waiting.splice(this.#waiting.indexOf(one), 1);
    return group;
  }
}

function shapeOf([first]: readonly Waiting[]) {
  const { name, idPath, modifiedPath } = (first as Waiting).resource;
  return { table: name, idPath, modifiedPath };
}
