import { createHash } from 'node:crypto';
import type { Query, RestaurantResource } from '../../resources/resource.js';
import type { ToastClient } from '../../toast/client.js';
import type { Complete } from '../../warehouse/raw/mark-removed.js';
import { hasNextPage, requireWhole } from '../../toast/page.js';
import type { HttpResponse } from '../../toast/transport.js';
import type { GuestRedaction } from './privacy/guest-redaction.js';
import type { Spool } from './spool.js';

export interface ReadContext {
  readonly client: ToastClient;
  readonly spool: Spool;
  readonly signal: AbortSignal;
  /** Takes guests' data out of a page before it is kept anywhere. */
  readonly redactGuests?: GuestRedaction | undefined;
  /** Called with the size in bytes of each page that was spooled. */
  readonly onPage: (bytes: number) => void;
}

/** One page of a listing: a whole JSON list. */
export interface Page {
  readonly body: Buffer;
  /** Whether the `Link` header names another page. */
  readonly hasNext: boolean;
  /** What to ask for as `pageToken` next, of listings that page so (header Toast-Next-Page-Token). */
  readonly nextToken: string | undefined;
  /** Toast's clock when it answered, epoch milliseconds, if it said so. */
  readonly serverTime: number | undefined;
}

/** Asks for the pages of one unit and spools them. */
export class Pages {
  readonly files: string[] = [];
  /** Size in bytes of all pages kept. */
  bytes = 0;
  /** Size in bytes of the largest page: no entity is larger. */
  largest = 0;
  requests = 0;
  #hash = createHash('sha256');

  constructor(
    private readonly restaurantId: string,
    private readonly resource: RestaurantResource,
    private readonly context: ReadContext,
  ) {}

  /** Gets one page, without keeping it. @throws what the client throws. */
  async list(query: Query): Promise<Page> {
    let hasNext = false;
    const { body, serverTime, headers } = await this.#get(this.#path, query, (response) => {
      requireWhole('list', response, this.#where);
      hasNext = hasNextPage(response, this.#where);
    });
    const nextToken = headers.get('toast-next-page-token') ?? undefined;
    return { body, hasNext, nextToken, serverTime };
  }

  /** Gets a single entity as it is, from another path than the resource's own if one is given. */
  async single(query: Query = {}, path: string = this.#path): Promise<Buffer> {
    const { body } = await this.#get(path, query, (response) =>
      requireWhole('object', response, this.#where),
    );
    return body;
  }

  /** Keeps a single entity as a list of one. */
  async keepSingle(entity: Buffer): Promise<void> {
    await this.keep(Buffer.concat([Buffer.from('['), entity, Buffer.from(']')]));
  }

  async keep(page: Buffer): Promise<void> {
    const { redactGuests, spool, onPage } = this.context;
    const { guests } = this.resource;
    const kept = guests && redactGuests ? redactGuests(page, guests) : page;
    this.files.push(await spool.write(kept));
    if (this.#isReadAgain) this.#hash.update(kept);
    this.bytes += kept.length;
    this.largest = Math.max(this.largest, kept.length);
    onPage(page.length);
  }

  /**
   * Of all pages kept and of what they are complete for: those of a resource that is read again and
   * again are often the same. None of what is read by modification, which hardly ever is.
   */
  digest(complete: Complete | undefined): string | undefined {
    if (!this.#isReadAgain || this.files.length === 0) return undefined;
    return this.#hash
      .copy()
      .update(JSON.stringify(complete ?? null))
      .digest('base64url');
  }

  /** Removes the pages from the spool, to begin again or because they were landed. */
  async discard(): Promise<void> {
    this.bytes = 0;
    this.#hash = createHash('sha256');
    await this.context.spool.discard(this.files.splice(0));
  }

  get #isReadAgain(): boolean {
    return this.resource.window !== 'modified';
  }

  get #path(): string {
    return this.resource.path(this.restaurantId);
  }

  get #where(): { endpoint: string; restaurantId: string } {
    return { endpoint: this.#path, restaurantId: this.restaurantId };
  }

  #get(path: string, query: Query, check: (response: HttpResponse) => void): Promise<HttpResponse> {
    return this.context.client.get({
      path,
      query,
      restaurantId: this.restaurantId,
      limit: this.resource.limit,
      signal: this.context.signal,
      onSent: () => {
        this.requests += 1;
      },
      check,
    });
  }
}
