import { ForbiddenError, NotFoundError, TransientError, UnauthorizedError } from '../../errors.js';
import type { Query } from '../../resources/resource.js';
import type { ToastClient } from '../../toast/client.js';
import type { HttpResponse } from '../../toast/transport.js';

/** A location as the partners API lists it (definition `PartnerAccessExternalRep`), in part. */
export interface PartnerRecord {
  restaurantGuid: string;
  restaurantName?: string | null;
  locationName?: string | null;
  /** Whether the location stopped using Toast. */
  deleted?: boolean | null;
}

export interface PartnerList {
  readonly records: readonly PartnerRecord[];
  /** The records as a JSON list. */
  readonly body: Buffer;
}

/**
 * The locations that the credentials can access: from `/restaurants`, or page by page from
 * `/connectedRestaurants` where only that is allowed. @throws what the client throws.
 */
export async function partnerList(client: ToastClient, signal: AbortSignal): Promise<PartnerList> {
  try {
    const request = { path: '/partners/v1/restaurants', signal };
    const { list, body } = await client.getList<PartnerRecord>(request);
    return { records: list, body };
  } catch (error) {
    const refused = [ForbiddenError, UnauthorizedError, NotFoundError];
    if (!refused.some((kind) => error instanceof kind)) throw error;
    return connectedRestaurants(client, signal);
  }
}

interface ConnectedPage {
  results: PartnerRecord[];
  nextPageNum: number | null;
  nextPageToken: string | null;
}

const path = '/partners/v1/connectedRestaurants';

/* The last page can still have a `nextPageToken`: `nextPageNum` null is what ends the listing
   (guide: apiPartnersGettingAccessibleRestaurants). */
async function connectedRestaurants(
  client: ToastClient,
  signal: AbortSignal,
): Promise<PartnerList> {
  const records: PartnerRecord[] = [];
  let query: Query | undefined = { pageSize: 200 };
  while (query !== undefined) {
    const response = await client.get({ path, query, signal, check: parsePage });
    const { results, nextPageNum, nextPageToken } = parsePage(response);
    records.push(...results);
    const last = nextPageNum === null || nextPageToken === null;
    query = last ? undefined : { pageSize: 200, pageToken: nextPageToken };
  }
  return { records, body: Buffer.from(JSON.stringify(records)) };
}

function parsePage({ body }: HttpResponse): ConnectedPage {
  try {
    const page = JSON.parse(body.toString('utf8')) as Partial<ConnectedPage>;
    const { results, nextPageNum = null, nextPageToken = null } = page;
    if (Array.isArray(results)) return { results, nextPageNum, nextPageToken };
  } catch {
    /* What the parser says quotes the body. */
  }
  throw new TransientError('The answer is not a page of restaurants', { endpoint: path });
}
