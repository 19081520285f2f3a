import type { Query, RestaurantResource } from '../../resources/resource.js';
import type { ToastClient } from '../../toast/client.js';
import { hasNextPage, requireWhole } from '../../toast/page.js';
import type { HttpResponse } from '../../toast/transport.js';

/** One page of a list endpoint: a complete JSON list. */
export interface Page {
  readonly body: Buffer;
  /** Whether the `Link` header names another page. */
  readonly hasNext: boolean;
  /** The `pageToken` of the next page, for endpoints that use one (header Toast-Next-Page-Token). */
  readonly nextToken: string | undefined;
  /** Toast's clock when it answered, in epoch milliseconds, if the answer has it. */
  readonly serverTime: number | undefined;
}

/** Fetches pages of one resource of one restaurant, and counts the requests. */
export class PageFetcher {
  requests = 0;

  constructor(
    private readonly restaurantId: string,
    private readonly resource: RestaurantResource,
    private readonly options: { readonly client: ToastClient; readonly signal: AbortSignal },
  ) {}

  /** Fetches a page of a list. @throws whatever the client throws. */
  async list(query: Query): Promise<Page> {
    let hasNext = false;
    const { body, serverTime, headers } = await this.#get(this.#path, query, (response) => {
      requireWhole('list', response, this.#where);
      hasNext = hasNextPage(response, this.#where);
    });
    const nextToken = headers.get('toast-next-page-token') ?? undefined;
    return { body, hasNext, nextToken, serverTime };
  }

  /**
   * Fetches a single object, from the resource's own path unless another is given.
   * @throws whatever the client throws.
   */
  async object(query: Query = {}, path: string = this.#path): Promise<Buffer> {
    const { body } = await this.#get(path, query, (response) =>
      requireWhole('object', response, this.#where),
    );
    return body;
  }

  get #path(): string {
    return this.resource.path(this.restaurantId);
  }

  get #where(): { endpoint: string; restaurantId: string } {
    return { endpoint: this.#path, restaurantId: this.restaurantId };
  }

  #get(path: string, query: Query, check: (response: HttpResponse) => void): Promise<HttpResponse> {
    return this.options.client.get({
      path,
      query,
      restaurantId: this.restaurantId,
      limit: this.resource.limit,
      signal: this.options.signal,
      onSent: () => {
        this.requests += 1;
      },
      check,
    });
  }
}
