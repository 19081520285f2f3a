import type { Query, RestaurantResource } from '../../resources/resource.js';
import type { ToastClient } from '../../toast/client.js';
import { hasNextPage, isEmptyList, PageBounds, requireWhole } from '../../toast/page.js';
import type { HttpResponse } from '../../toast/transport.js';

/** Describes one page of a list endpoint. */
export interface PageInfo {
  readonly isEmpty: boolean;
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

  /**
   * Fetches a page of a list, which is a complete JSON list, and passes it to `keep`. The page stays
   * in memory until `keep` has stored it. @throws whatever the client throws.
   */
  async list(
    query: Query,
    keep: (page: Buffer, info: PageInfo) => void | Promise<void>,
  ): Promise<PageInfo> {
    let info!: PageInfo;
    await this.#get(this.#path, query, async (response) => {
      requireWhole('list', response, this.#where);
      info = {
        isEmpty: isEmptyList(response),
        hasNext: hasNextPage(response, this.#where),
        nextToken: response.headers.get('toast-next-page-token') ?? undefined,
        serverTime: response.serverTime,
      };
      await keep(response.body, info);
    });
    return info;
  }

  /** Creates the bounds for the pages of one list. */
  bounds(): PageBounds {
    return new PageBounds(this.#where);
  }

  /**
   * Fetches a single object, from the resource's own path unless another is given, and passes it to
   * `keep`. @throws whatever the client throws.
   */
  async object(
    query: Query,
    keep: (object: Buffer) => void | Promise<void>,
    path: string = this.#path,
  ): Promise<void> {
    await this.#get(path, query, async (response) => {
      requireWhole('object', response, this.#where);
      await keep(response.body);
    });
  }

  get #path(): string {
    return this.resource.path(this.restaurantId);
  }

  get #where(): { endpoint: string; restaurantId: string } {
    return { endpoint: this.#path, restaurantId: this.restaurantId };
  }

  #get(
    path: string,
    query: Query,
    check: (response: HttpResponse) => Promise<void>,
  ): Promise<unknown> {
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
