import { createHash } from 'node:crypto';
import { MalformedPageError, type NotFoundError } from '../../errors.js';
import type { RestaurantResource } from '../../resources/resource.js';
import type { DeletionScope } from '../../warehouse/raw/restaurant-pages.js';
import {
  isolateEntities,
  maxRejected,
  tooManyRejected,
  type RejectedEntity,
} from '../entities/isolate-entities.js';
import { mentionsNonNumbers } from '../entities/repair-json.js';
import { isBlankList, joinLists, listedOn } from './list-text.js';
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
  readonly #files: string[] = [];
  /** Number of pages that were added. */
  count = 0;
  /** Entities that cannot be loaded, and are not in the pages. */
  readonly rejected: RejectedEntity[] = [];
  /** Size in bytes of all pages. */
  bytes = 0;
  /** Size in bytes of the largest page: no entity is larger. */
  largest = 0;
  /** Toast's answer that there is nothing, if that is what the pages stand for. */
  notFound: NotFoundError | undefined;
  #hash = createHash('sha256');
  #isIsolating = false;
  /* Pages that are not in a file yet, and their size in bytes. */
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(
    private readonly resource: RestaurantResource,
    private readonly options: SpoolOptions,
  ) {}

  /** Whether entities that cannot be loaded are kept out of the pages, whatever they suffer from. */
  get isIsolating(): boolean {
    return this.#isIsolating;
  }

  /** Keeps entities that cannot be loaded out of the pages that are added from now on. */
  isolateBroken(): void {
    this.#isIsolating = true;
  }

  /**
   * Adds a page, with the business date (yyyymmdd) that it is the list of where the entities themselves
   * have none.
   * @throws MalformedPageError when guest data cannot be removed from it, or its broken entities cannot
   *   be isolated; DatabaseError when the disk is full.
   */
  async add(page: Buffer, businessDate?: string): Promise<void> {
    const { onPage } = this.options;
    const isSuspect = this.#isIsolating || mentionsNonNumbers(page);
    const valid = isSuspect ? this.#isolate(page) : (this.#redact?.(page) ?? page);
    const kept = businessDate === undefined ? valid : listedOn(businessDate, valid);
    this.#held.push(kept);
    this.#heldBytes += kept.length;
    if (this.#isRepeated) this.#hash.update(kept);
    this.count += 1;
    this.bytes += kept.length;
    this.largest = Math.max(this.largest, kept.length);
    onPage(page.length);
    if (this.#heldBytes > maxHeldBytes) await this.#write();
  }

  /**
   * Adds a single object as a list of one.
   * @throws what `add` throws, also when the object cannot be loaded: there is nothing else to load.
   */
  async addObject(object: Buffer): Promise<void> {
    await this.add(Buffer.concat([Buffer.from('['), object, Buffer.from(']')]));
    const [rejected] = this.rejected;
    if (rejected !== undefined) {
      throw new MalformedPageError(`An object from Toast ${rejected.reason}.`);
    }
  }

  /**
   * Returns the files with the pages. Small pages share one, because the engine takes longer to open a file
   * than to read a few entities: cash is listed one business date at a time. Lists without an entity are left
   * out if nothing follows from what is missing. @throws DatabaseError when the disk is full.
   */
  async write(deletionScope: DeletionScope | undefined): Promise<readonly string[]> {
    if (deletionScope === undefined && this.#files.length === 0) {
      this.#held = this.#held.filter((list) => !isBlankList(list));
    }
    await this.#write();
    return this.#files;
  }

  /** Adds an empty list in place of an answer that there is nothing. @throws DatabaseError. */
  async addNothing(answer: NotFoundError): Promise<void> {
    await this.add(Buffer.from('[]'));
    this.notFound = answer;
  }

  /**
   * Returns a digest of all pages and their deletion scope, by which a later run knows the same pages
   * again. Returns `undefined` for resources read by modification time, whose pages hardly ever repeat.
   */
  digest(deletionScope: DeletionScope | undefined): string | undefined {
    if (!this.#isRepeated || this.count === 0) return undefined;
    return this.#hash
      .copy()
      .update(JSON.stringify(deletionScope ?? null))
      .digest('base64url');
  }

  /** Forgets the pages and removes them from the spool, after they were loaded or in order to start again. */
  async discard(): Promise<void> {
    this.count = 0;
    this.bytes = 0;
    this.#held = [];
    this.#heldBytes = 0;
    this.rejected.length = 0;
    this.notFound = undefined;
    this.#hash = createHash('sha256');
    const files = this.#files.splice(0);
    if (files.length > 0) await this.options.spool.discard(files);
  }

  async #write(): Promise<void> {
    const [page, ...others] = this.#held;
    if (page === undefined) return;
    const list = others.length === 0 ? page : joinLists(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    this.#files.push(await this.options.spool.write(list));
  }

  #isolate(page: Buffer): Buffer {
    const { idPath } = this.resource;
    const isolated = isolateEntities(page, {
      idField: idPath?.replace('$.', ''),
      redact: this.#redact,
    });
    this.rejected.push(...isolated.rejected);
    if (this.rejected.length > maxRejected) throw tooManyRejected();
    return isolated.page;
  }

  get #redact(): ((json: Buffer) => Buffer) | undefined {
    const { redactGuests } = this.options;
    const { guests } = this.resource;
    return guests && redactGuests && ((json) => redactGuests(json, guests));
  }

  get #isRepeated(): boolean {
    return this.resource.syncMode !== 'incremental';
  }
}

/* What a unit keeps in memory until it is known whether it has to be loaded; each restaurant reads several. */
const maxHeldBytes = 64 * 1024;
