import { NotFoundError, AccessDeniedError, TransientError } from '../../errors.js';
import type { Query } from '../../resources/resource.js';
import type { ToastClient } from '../../toast/client.js';
import { PageBounds } from '../../toast/page.js';
import type { HttpResponse } from '../../toast/transport.js';

/** Describes a location as the partners API lists it (definition `PartnerAccessExternalRep`), in part. */
export interface PartnerRecord {
  restaurantGuid: string;
  restaurantName?: string | null;
  locationName?: string | null;
  /** Whether the location no longer uses Toast. */
  deleted?: boolean | null;
}

/** The records as Toast listed them; they are not checked. */
export interface PartnerList {
  readonly records: readonly PartnerRecord[];
  /** The records as a JSON list. */
  readonly body: Buffer;
  /** Path of the endpoint that listed them. */
  readonly endpoint: string;
}

/**
 * Lists the locations that the credentials can access: from `/restaurants`, or page by page from
 * `/connectedRestaurants` where only that is allowed. @throws whatever the client throws.
 */
export async function listRestaurants(
  client: ToastClient,
  signal: AbortSignal,
): Promise<PartnerList> {
  try {
    const { list, body } = await client.getList<PartnerRecord>({ path: restaurantsPath, signal });
    return { records: list, body, endpoint: restaurantsPath };
  } catch (error) {
    if (!(error instanceof AccessDeniedError || error instanceof NotFoundError)) throw error;
    return listConnectedRestaurants(client, signal);
  }
}

interface ConnectedPage {
  results: PartnerRecord[];
  nextPageNum: number | null;
  nextPageToken: string | null;
}

const restaurantsPath = '/partners/v1/restaurants';
const connectedPath = '/partners/v1/connectedRestaurants';

/* A record takes about 500 bytes. No account has 200,000 locations. */
const maxPageBytes = 1024 * 1024;
const maxConnectedPages = 1_000;

/* The last page can still have a `nextPageToken`; `nextPageNum` null ends the list (guide:
   apiPartnersGettingAccessibleRestaurants). */
async function listConnectedRestaurants(
  client: ToastClient,
  signal: AbortSignal,
): Promise<PartnerList> {
  const records: PartnerRecord[] = [];
  const bounds = new PageBounds({ endpoint: connectedPath }, maxConnectedPages);
  let query: Query = { pageSize: 200 };
  for (;;) {
    const request = { path: connectedPath, query, signal, maxBytes: maxPageBytes };
    const response = await client.get({ ...request, check: parsePage });
    const { results, nextPageNum, nextPageToken } = parsePage(response);
    for (const record of results) records.push(record);
    const isLast = nextPageNum === null || nextPageToken === null;
    if (isLast) break;
    bounds.next({ isEmpty: results.length === 0, nextToken: nextPageToken });
    query = { pageSize: 200, pageToken: nextPageToken };
  }
  return { records, body: Buffer.from(JSON.stringify(records)), endpoint: connectedPath };
}

function parsePage({ body }: HttpResponse): ConnectedPage {
  try {
    const page = JSON.parse(body.toString('utf8')) as Partial<ConnectedPage>;
    const { results, nextPageNum = null, nextPageToken = null } = page;
    if (Array.isArray(results)) return { results, nextPageNum, nextPageToken };
  } catch {
    /* The parser's message quotes the body. */
  }
  throw new TransientError('The answer is not a page of restaurants', { endpoint: connectedPath });
}
