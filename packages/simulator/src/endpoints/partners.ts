import { type Call, ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import { integerParam, linkHeader, linkTo } from '../http/pagination.js';
import type { Json } from '../world/contract/json.js';
import type { World } from '../world/contract/world.js';
import { lastModifiedParam } from './parameters/dates.js';

const MAX_PAGE_SIZE = 200;

/**
 * Creates the endpoints that list the restaurants a client may read (definition `partners.yaml`).
 */
export function partnersEndpoints(world: World): readonly Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/partners/v1/restaurants',
      access: 'token',
      handle: (call) => ok(changedSince(world, call)),
    },
    {
      method: 'GET',
      path: '/partners/v1/connectedRestaurants',
      access: 'token',
      handle: (call) => {
        const all = changedSince(world, call);
        const { page, pageSize } = requestedPage(call);
        const lastPage = Math.max(1, Math.ceil(all.length / pageSize));
        const nextPageToken = pageToken(page + 1, pageSize);
        const body = {
          currentPageNum: page,
          results: all.slice((page - 1) * pageSize, page * pageSize),
          totalResultCount: all.length,
          pageSize,
          currentPageToken: pageToken(page, pageSize),
          // Present even on the last page, as in the guide's example: only nextPageNum tells.
          nextPageToken,
          totalCount: all.length,
          nextPageNum: page < lastPage ? page + 1 : null,
          lastPageNum: lastPage,
          previousPageNum: page > 1 ? page - 1 : null,
        };
        const link = linkHeader({
          first: linkTo(call, { pageToken: pageToken(1, pageSize) }),
          next: page < lastPage ? linkTo(call, { pageToken: nextPageToken }) : undefined,
        });
        return ok(body, { Link: link });
      },
    },
  ];
}

function changedSince(world: World, call: Call): readonly Json[] {
  // A location that disconnects is no longer listed (developer guide, "Accessible restaurants").
  const partners = world.restaurants
    .filter(({ guid }) => world.connected(guid, call.now))
    .map(({ partner }) => partner);
  const since = lastModifiedParam(call) ?? 0;
  return partners.filter(({ modifiedDate }) => Number(modifiedDate) > since);
}

/* Toast's tokens are base64 of `p:<page>,s:<size>`, as the example in its definition shows. */
function pageToken(page: number, pageSize: number): string {
  return Buffer.from(`p:${page},s:${pageSize}`).toString('base64');
}

function requestedPage(call: Call): { readonly page: number; readonly pageSize: number } {
  const token = call.query.get('pageToken');
  if (token === null) {
    return {
      page: 1,
      pageSize: integerParam(call, 'pageSize', { fallback: 100, max: MAX_PAGE_SIZE }),
    };
  }
  const match = /^p:([1-9]\d*),s:([1-9]\d*)$/.exec(Buffer.from(token, 'base64').toString());
  const [page, pageSize] = (match ?? []).slice(1).map(Number);
  if (page === undefined || pageSize === undefined || pageSize > MAX_PAGE_SIZE) {
    throw new Refusal(400, `pageToken was not issued by this resource: "${token}"`);
  }
  return { page, pageSize };
}
