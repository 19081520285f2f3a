import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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
import { joinLists, listedOn } from './list-text.js';
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
    const { spool, onPage } = this.options;
    const isSuspect = this.#isIsolating || mentionsNonNumbers(page);
    const valid = isSuspect ? this.#isolate(page) : (this.#redact?.(page) ?? page);
    const kept = businessDate === undefined ? valid : listedOn(businessDate, valid);
    this.files.push(await spool.write(kept));
    if (this.#isRepeated) this.#hash.update(kept);
    this.bytes += kept.length;
    this.largest = Math.max(this.largest, kept.length);
    onPage(page.length);
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
   * Joins small pages to one, because the engine takes longer to open a file than to read a few
   * entities: cash is listed one business date at a time. @throws DatabaseError when the disk is full.
   */
  async join(): Promise<void> {
    const { spool } = this.options;
    if (this.files.length < 2 || this.bytes > maxJoinedBytes) return;
    const pages = await Promise.all(this.files.map((file) => readFile(file)));
    const joined = await spool.write(joinLists(pages));
    await spool.discard(this.files.splice(0));
    this.files.push(joined);
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
    if (!this.#isRepeated || this.files.length === 0) return undefined;
    return this.#hash
      .copy()
      .update(JSON.stringify(deletionScope ?? null))
      .digest('base64url');
  }

  /** Removes the pages from the spool, after they were loaded or in order to start again. */
  async discard(): Promise<void> {
    this.bytes = 0;
    this.rejected.length = 0;
    this.notFound = undefined;
    this.#hash = createHash('sha256');
    await this.options.spool.discard(this.files.splice(0));
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

/* The pages of a unit that are in memory at once while they are joined. */
const maxJoinedBytes = 1024 * 1024;
