import { ConflictError } from '../../errors.js';
import type { SnapshotResource } from '../../resources/resource.js';
import type { Pages } from './fetched-pages.js';

/* Configuration is published a few times a day; more conflicts in a row are a fault. */
const mostRestarts = 5;

/**
 * Reads a listing in full. When the configuration is published while it is being paged (409), what
 * was read is discarded and the listing begins again (guide: apiResponseDataPagination).
 * @throws ConflictError when that happens too often.
 */
export async function readSnapshot(pages: Pages, resource: SnapshotResource): Promise<void> {
  const query = resource.query ?? {};
  if (resource.listing === 'single') {
    await pages.keepSingle(await pages.single(query));
    return;
  }
  for (let restarts = 0; ; restarts++) {
    try {
      await readTokens(pages, query);
      return;
    } catch (error) {
      if (!(error instanceof ConflictError) || restarts === mostRestarts) throw error;
      await pages.discard();
    }
  }
}

async function readTokens(pages: Pages, query: NonNullable<SnapshotResource['query']>) {
  let pageToken: string | undefined;
  do {
    const page = await pages.list(pageToken === undefined ? query : { ...query, pageToken });
    await pages.keep(page.body);
    pageToken = page.nextToken;
  } while (pageToken !== undefined);
}
