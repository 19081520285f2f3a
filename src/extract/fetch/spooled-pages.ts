import { createHash } from 'node:crypto';
import type { RestaurantResource } from '../../resources/resource.js';
import type { DeletionScope } from '../../warehouse/raw/restaurant-pages.js';
import type { GuestRedaction } from './privacy/guest-redaction.js';
import type { Spool } from './spool.js';

export interface SpoolOptions {
  readonly spool: Spool;
  /** Removes guest data from a page before it is stored anywhere; left out where it is kept. */
  readonly redactGuests?: GuestRedaction | undefined;
  /** Called with the size in bytes of each page that was fetched. */
  readonly onPage: (bytes: number) => void;
}

/** The pages of one unit on their way into the database: redacted, spooled, measured and hashed. */
export class SpooledPages {
  readonly files: string[] = [];
  /** Size in bytes of all pages. */
  bytes = 0;
  /** Size in bytes of the largest page: no entity is larger. */
  largest = 0;
  #hash = createHash('sha256');

  constructor(
    private readonly resource: RestaurantResource,
    private readonly options: SpoolOptions,
  ) {}

  /** Adds a page. @throws DatabaseError when the disk is full. */
  async add(page: Buffer): Promise<void> {
    const { redactGuests, spool, onPage } = this.options;
    const { guests } = this.resource;
    const kept = guests && redactGuests ? redactGuests(page, guests) : page;
    this.files.push(await spool.write(kept));
    if (this.#isRepeated) this.#hash.update(kept);
    this.bytes += kept.length;
    this.largest = Math.max(this.largest, kept.length);
    onPage(page.length);
  }

  /** Adds a single object as a list of one. @throws DatabaseError when the disk is full. */
  async addObject(object: Buffer): Promise<void> {
    await this.add(Buffer.concat([Buffer.from('['), object, Buffer.from(']')]));
  }

  /**
   * Returns a digest of all pages and their deletion scope, by which a later run knows the same pages
   * again. Returns `undefined` for resources read by modification time, whose pages hardly ever repeat.
   */
  digest(deletionScope: DeletionScope | undefined): string | undefined {
    if (!this.#isRepeated || this.files.length === 0) return undefined;
    return this.#hash
      .copy()
      .update(JSON.stringify(deletionScope ?? null))
      .digest('base64url');
  }

  /** Removes the pages from the spool, after they were loaded or in order to start again. */
  async discard(): Promise<void> {
    this.bytes = 0;
    this.#hash = createHash('sha256');
    await this.options.spool.discard(this.files.splice(0));
  }

  get #isRepeated(): boolean {
    return this.resource.syncMode !== 'incremental';
  }
}
