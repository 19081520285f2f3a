import { fetchPagedWindow } from '../../../../../src/extract/fetch/fetch-paged-window.js';
import { PageFetcher } from '../../../../../src/extract/fetch/page-fetcher.js';
import type { Spool } from '../../../../../src/extract/fetch/spool.js';
import { SpooledPages } from '../../../../../src/extract/fetch/spooled-pages.js';
import { clockPaddingMs } from '../../../../../src/extract/plan/windows.js';
import { orders } from '../../../../../src/resources/orders.js';
import type { Window } from '../../../../../src/resources/resource.js';
import { scriptedClient } from '../../../../support/scripted-client.js';

/** Holds the fields of an order that decide where it is listed; times are epoch milliseconds. */
export interface ListedOrder {
  readonly guid: string;
  readonly createdAt: number;
  modifiedAt: number;
}

/** Lists orders by window and page as Toast does; orders can change between two requests. */
export class ShiftingList {
  readonly orders: ListedOrder[];

  constructor(
    orders: readonly ListedOrder[],
    private readonly pageSize: number,
    /** Toast does not document the order of its lists. */
    private readonly compare: (a: ListedOrder, b: ListedOrder) => number,
  ) {
    this.orders = orders.map((order) => ({ ...order }));
  }

  within({ start, end }: Window): ListedOrder[] {
    return this.orders
      .filter(({ modifiedAt }) => modifiedAt >= start && modifiedAt < end)
      .sort(this.compare);
  }

  page(window: Window, page: number): { orders: ListedOrder[]; hasNext: boolean } {
    const listed = this.within(window);
    const first = (page - 1) * this.pageSize;
    return {
      orders: listed.slice(first, first + this.pageSize),
      hasNext: listed.length > first + this.pageSize,
    };
  }

  edit(guid: string, at: number): void {
    const order = this.orders.find((one) => one.guid === guid);
    if (order !== undefined) order.modifiedAt = at;
  }

  create(guid: string, at: number): void {
    this.orders.push({ guid, createdAt: at, modifiedAt: at });
  }
}

export const byGuid = (a: ListedOrder, b: ListedOrder) => (a.guid < b.guid ? -1 : 1);
export const byChange = (a: ListedOrder, b: ListedOrder) =>
  a.modifiedAt - b.modifiedAt || byGuid(a, b);

export interface FetchedWindow {
  /** GUIDs of the orders that were fetched. */
  readonly fetched: ReadonlySet<string>;
  /** The requests in order: a page number of the window, or `changes` for any other request. */
  readonly requests: readonly (number | 'changes')[];
}

/**
 * Fetches a window of a list when Toast's data is just settled up to its end. Before a request is
 * answered, `beforeAnswer` is called with its number, counted from 1, and Toast's clock.
 */
export async function fetchShifting(
  list: ShiftingList,
  window: Window,
  beforeAnswer: (request: number, now: number) => void,
  openEnded = false,
): Promise<FetchedWindow> {
  const requests: (number | 'changes')[] = [];
  const { client } = scriptedClient(({ url }, clock) => {
    clock.advance(70);
    const query = (name: string) => url.searchParams.get(name) ?? '';
    const requested = { start: Date.parse(query('startDate')), end: Date.parse(query('endDate')) };
    const page = Number(query('page'));
    const isWindow = requested.start === window.start && requested.end === window.end;
    requests.push(isWindow ? page : 'changes');
    beforeAnswer(requests.length, clock.now());
    const { orders: listed, hasNext } = list.page(requested, page);
    return {
      body: listed.map(({ guid, createdAt, modifiedAt }) => ({
        guid,
        createdDate: new Date(createdAt).toISOString(),
        modifiedDate: new Date(modifiedAt).toISOString(),
      })),
      ...(hasNext && { headers: { Link: '<https://ws-api.example.com/next>; rel="next"' } }),
    };
  }, window.end + clockPaddingMs);

  const fetched = new Set<string>();
  const spool = {
    write: async (page: Buffer) => {
      for (const { guid } of JSON.parse(page.toString()) as ListedOrder[]) fetched.add(guid);
      return '';
    },
  } as Spool;
  const { signal } = new AbortController();
  const fetcher = new PageFetcher('r1', orders, { client, signal });
  const pages = new SpooledPages(orders, { spool, onPage: () => undefined });
  await fetchPagedWindow(fetcher, pages, orders, 'createdDate', {
    ...{ window, openEnded },
    serverNow: () => client.serverNow(),
  });
  await pages.write(undefined);
  return { fetched, requests };
}
