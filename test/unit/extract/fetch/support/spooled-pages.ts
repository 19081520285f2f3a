import { PageFetcher } from '../../../../../src/extract/fetch/page-fetcher.js';
import type { Spool } from '../../../../../src/extract/fetch/spool.js';
import { SpooledPages } from '../../../../../src/extract/fetch/spooled-pages.js';
import type { RestaurantResource } from '../../../../../src/resources/resource.js';
import { scriptedClient } from '../../../../support/scripted-client.js';

/**
 * Creates a fetcher of scripted answers, and pages that are spooled in memory; `spooled` writes those that
 * are not written yet and returns all, parsed and in order.
 */
export function spooledPages(
  resource: RestaurantResource,
  answer: Parameters<typeof scriptedClient>[0],
) {
  const { client, requests } = scriptedClient(answer);
  const spooled = new Map<string, unknown>();
  const spool = {
    write: async (page: Buffer) => {
      const file = `${spooled.size + requests.length * 100}`;
      spooled.set(file, JSON.parse(page.toString()));
      return file;
    },
    discard: async (files: readonly string[]) => files.forEach((file) => spooled.delete(file)),
  } as unknown as Spool;
  const { signal } = new AbortController();
  const fetcher = new PageFetcher('r', resource, { client, signal });
  const pages = new SpooledPages(resource, { spool, onPage: () => undefined });
  const written = async () => {
    await pages.write({});
    return [...spooled.values()];
  };
  return { fetcher, pages, requests, spooled: written };
}
